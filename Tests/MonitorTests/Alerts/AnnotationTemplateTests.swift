@testable import Monitor
import Testing

@Suite("Annotation templates")
struct AnnotationTemplateTests {
    @Test("values stand in the text as they are: nothing is escaped, nothing is read as a template")
    func verbatim() throws {
        let template = try AnnotationTemplate("a {{ failure.detail }} b {{{failure.detail}}} c {{&failure.detail}}\n")
        let value = "\"<&>' 😀\n{{probe}}"
        #expect(template.text(["failure.detail": value]) == "a \(value) b \(value) c \(value)\n")
    }

    @Test("a section is there where its value is")
    func sections() throws {
        let template = try AnnotationTemplate(
            "{{failure.class}}{{#failure.event}} of {{failure.event}}{{/failure.event}}{{^failure.tool}}.{{/failure.tool}}{{! note }}"
        )
        #expect(template.text(["failure.class": "missing_event", "failure.event": "x"]) == "missing_event of x.")
        #expect(template.text(["failure.class": "tls", "failure.tool": "y"]) == "tls")
        #expect(template.text([:]) == ".")
    }

    @Test(
        "what is no template is refused, and why",
        arguments: [
            ("{{probe", "has a {{ without its }}; close it"),
            ("{{{probe}}", "has a {{ without its }}; close it"),
            ("{{prob}}", "there is no variable {{prob}}; did you mean {{probe}}?"),
            ("{{> secret}}", "has a tag that begins with {{>}}; want variables and sections alone"),
            ("{{=<% %>=}}", "has a tag that begins with {{=}}; want variables and sections alone"),
            ("{{$block}}{{/block}}", "has a tag that begins with {{$}}; want variables and sections alone"),
            ("{{#failure}}", "opens or closes the section failure without its counterpart"),
            ("{{/failure}}", "opens or closes the section failure without its counterpart"),
            (
                "{{#failure}}{{#probe}}{{/failure}}{{/probe}}",
                "opens or closes the section failure without its counterpart"
            ),
            (String(repeating: "{{probe}}", count: 101), "has more than 100 tags; say it with fewer"),
            (String(repeating: "{{#probe}}", count: 50), "has more than 8 tags; say it with fewer"),
            (String(repeating: "x", count: 4_097), "is longer than 4096 bytes; say it shorter"),
        ]
    )
    func refused(source: String, message: String) {
        #expect {
            _ = try AnnotationTemplate(source)
        } throws: {
            "\($0)" == message
        }
    }

    @Test("a function is no variable")
    func functions() {
        #expect(throws: TemplateError.unknown("uppercased(probe)", nearest: nil)) {
            try AnnotationTemplate("{{uppercased(probe)}}")
        }
    }

    @Test("a text beyond the limit is cut between characters")
    func cut() throws {
        let text = try AnnotationTemplate("{{reason}}{{reason}}").text(["reason": String(repeating: "👨‍👩‍👧", count: 5_000)])
        #expect(text == String(repeating: "👨‍👩‍👧", count: 8_192))
    }
}
