import Configuration
import Testing

/// One defect each, with the exact message expected.
struct BrokenText: Sendable, CustomTestStringConvertible {
    let title: String
    let text: String
    let message: String

    init(_ title: String, _ text: String, _ message: String) {
        self.title = title
        self.text = text
        self.message = message
    }

    var testDescription: String { title }

    /// Values of the wrong kind or form, in a probe named p.
    static let values: [BrokenText] = [
        BrokenText("no unit", "every: 15", "every: 15 has no unit; \(duration)"),
        BrokenText("no unit in quotes", "every: \"15\"", "every: \"15\" has no unit; \(duration)"),
        BrokenText(
            "an unknown unit",
            "every: 5sec",
            "every: 5sec has a unit that is not d, h, m, s or ms; \(duration)"
        ),
        BrokenText(
            "units out of order",
            "every: 5s1m",
            "every: 5s1m has units out of order, twice or after a fraction; \(duration)"
        ),
        BrokenText("a negative duration", "every: -5s", "every: -5s is not a duration; \(duration)"),
        BrokenText("too short", "every: 50ms", "every: 50ms is too short; want 100ms to 1d"),
        BrokenText("too long", "every: 2d", "every: 2d is too long; want 100ms to 1d"),
        BrokenText("an empty duration", "every: \"\"", "every: is empty; \(duration)"),
        BrokenText("nothing", "every:", "every: found nothing; \(duration)"),
        BrokenText("null", "every: null", "every: found nothing; \(duration)"),
        BrokenText("a tilde", "every: ~", "every: found nothing; \(duration)"),
        BrokenText("a list", "every: [1s]", "every: found a list; \(duration)"),
        BrokenText("a mapping", "every: { a: 1s }", "every: found a mapping; \(duration)"),
        BrokenText("yes", "enabled: yes", "enabled: yes is not a boolean; want true or false"),
        BrokenText("True", "enabled: True", "enabled: True is not a boolean; want true or false"),
        BrokenText(
            "true in quotes",
            "enabled: \"true\"",
            "enabled: \"true\" is text; want true or false, without quotes"
        ),
        BrokenText("octal", "retries: 0o1", "retries: 0o1 \(whole)"),
        BrokenText("leading zero", "retries: 01", "retries: 01 \(whole)"),
        BrokenText("hexadecimal", "retries: 0x1", "retries: 0x1 \(whole)"),
        BrokenText("underscores", "retries: 1_000", "retries: 1_000 \(whole)"),
        BrokenText("base sixty", "retries: 1:30", "retries: 1:30 \(whole)"),
        BrokenText("a plus sign", "retries: +1", "retries: +1 \(whole)"),
        BrokenText("a fraction", "retries: 1.5", "retries: 1.5 \(whole)"),
        BrokenText("too many", "retries: 6", "retries: 6 is out of range; want a whole number, 0 to 5"),
        BrokenText(
            "too many for any machine",
            "retries: 99999999999999999999",
            "retries: 99999999999999999999 is out of range; want a whole number, 0 to 5"
        ),
        BrokenText(
            "a number in quotes",
            "retries: '1'",
            "retries: \"1\" is text; want a whole number, 0 to 5, without quotes"
        ),
        BrokenText("infinity", "ratio: .inf", "ratio: .inf \(decimal)"),
        BrokenText("an exponent", "ratio: 1e3", "ratio: 1e3 \(decimal)"),
        BrokenText("no digit after the point", "ratio: 1.", "ratio: 1. \(decimal)"),
        BrokenText("over the top", "ratio: 100.1", "ratio: 100.1 is out of range; want a number, 0.0 to 100.0"),
        BrokenText("empty text", "message: ''", "message: is empty; want text"),
        BrokenText("text from a list", "message: [a]", "message: found a list; want text"),
        BrokenText(
            "an alias",
            "message: *word",
            "message: aliases (*name) are not used here; write the value out, or quote it if it is text"
        ),
        BrokenText("a tag", "message: !secret x", "message: tags are not used here; remove the !tag"),
        BrokenText("NUL in an escape", "message: \"a\\0b\"", "message: contains a NUL character; remove it"),
        BrokenText(
            "an unset variable",
            "message: ${env:NOBODY}",
            "message: ${env:NOBODY}: the environment has no NOBODY; set it before the start"
        ),
        BrokenText(
            "an unclosed reference",
            "message: ${env:HOME",
            "message: ${env:… has no closing }; write ${env:…}, or $${env: for the text itself"
        ),
        BrokenText(
            "no name",
            "message: ${env:}",
            "message: ${env:} names no variable; want letters, digits and _, not beginning with a digit"
        ),
        BrokenText(
            "no path",
            "message: ${file:}",
            "message: ${file:} names no file; want ${file:relative/path}"
        ),
        BrokenText(
            "a missing file",
            "message: \"${file:secrets/none}\"",
            "message: ${file:secrets/none}: the file /nowhere/secrets/none does not exist; "
                + "create it or correct the path"
        ),
        BrokenText(
            "a home folder",
            "contract: ~/c.yaml",
            "contract: ~ is not expanded; write the whole path, or one relative to this file"
        ),
        BrokenText("an empty path", "contract: ''", "contract: is empty; want a path"),
        BrokenText("an unknown key", "evrey: 5s", "evrey: unknown key; did you mean every?"),
        BrokenText("a swapped key", "tiemout: 5s", "tiemout: unknown key; did you mean timeout?"),
        BrokenText(
            "a merge key",
            "<<: { every: 5s }",
            "[\"<<\"]: unknown key; want name, every, timeout, retries, ratio, enabled, message, contract"
        ),
        BrokenText(
            "control characters in a key",
            "\"a\\e[2Jb\": 1",
            "[\"a\\u{1B}[2Jb\"]: unknown key; "
                + "want name, every, timeout, retries, ratio, enabled, message, contract"
        ),
    ]

    private static let duration = "want a duration like 250ms, 5s, 2m, 1h30m or 30d"
    private static let whole =
        "is not written as a whole number, 0 to 5; want digits alone, without leading zeros"
    private static let decimal =
        "is not written as a number, 0.0 to 100.0; want digits, with or without a decimal point"

    /// Texts that are no configuration at all.
    static let syntax: [BrokenText] = [
        BrokenText("empty", "", "1:1: the file is empty; want a mapping, as `key: value`"),
        BrokenText("blank", " \n\n", "1:1: the file is empty; want a mapping, as `key: value`"),
        BrokenText("comments alone", "# later\n", "1:1: the file is empty; want a mapping, as `key: value`"),
        BrokenText("a bare document", "---\n", "1:1: the file is empty; want a mapping, as `key: value`"),
        BrokenText("a list", "- a\n", "1:1: found a list; want a mapping, as key: value"),
        BrokenText("a text", "hello\n", "1:1: found hello; want a mapping, as key: value"),
        BrokenText("a tab", "targets:\n\t- a\n", "2:1: a tab cannot indent or separate; use spaces"),
        BrokenText(
            "a backtick",
            "targets: `a`\n",
            "1:10: this character cannot begin a value; put the value in quotes"
        ),
        BrokenText(
            "two documents",
            "a: 1\n---\nb: 2\n",
            "2:1: a second document begins here; one file holds one document"
        ),
        BrokenText(
            "an unclosed quote",
            "a: \"b\nc: d\n",
            "2:5: not valid YAML: found unexpected end of stream while scanning a quoted scalar, begun on line 1"
        ),
        BrokenText(
            "an unclosed bracket",
            "targets: [a,\n",
            "1:13: not valid YAML: did not find expected node content while parsing a flow node"
        ),
        BrokenText(
            "bad indentation",
            "targets:\n  - a\n - b\n",
            "3:2: not valid YAML: did not find expected key while parsing a block mapping, begun on line 1"
        ),
        BrokenText(
            "a colon too many",
            "targets: a: b\n",
            "1:11: not valid YAML: mapping values are not allowed in this context"
        ),
        BrokenText(
            "NUL",
            "a: 1\nb: x\0y\n",
            "2:5: the character U+0000 cannot stand in a file; remove it, or write an escape in double quotes"
        ),
        BrokenText(
            "a line separator",
            "a: x\u{2028}y\n",
            "1:5: the character U+2028 cannot stand in a file; remove it, or write an escape in double quotes"
        ),
        BrokenText(
            "a byte order mark inside",
            "a: \u{FEFF}y\n",
            "1:4: the character U+FEFF cannot stand in a file; remove it, or write an escape in double quotes"
        ),
        BrokenText(
            "old Macintosh",
            "a: 1\rb: 2\r",
            """
            1:5: a carriage return without a line feed; end lines with LF or CRLF
            quintet.yaml:1:10: a carriage return without a line feed; end lines with LF or CRLF
            """
        ),
        BrokenText("a list as key", "[a, b]: c\ntargets: []\n", "1:1: a key has to be text; quote it"),
        BrokenText("nothing as key", "~: c\ntargets: []\n", "1:1: a key has to be text; quote it"),
        BrokenText(
            "an alias as key",
            "*a : c\ntargets: []\n",
            """
            1:1: aliases (*name) are not used here; write the value out, or quote it if it is text
            quintet.yaml:1:1: a key has to be text; quote it
            """
        ),
        BrokenText(
            "a reference as key",
            "${env:KEY}: c\ntargets: []\n",
            "1:1: references are not resolved in keys; write the key itself"
        ),
        BrokenText(
            "a key twice",
            "targets: []\nprobes: []\n\"targets\": []\n",
            "3:1 targets: is given already on line 1; keep one of the two"
        ),
        BrokenText(
            "a key with an escape twice",
            "\"\\x61\": 1\n\"\\x61\": 2\n",
            "1:1: the key a is given more than once in one mapping; keep one"
        ),
    ]
}

@Suite("Broken files")
struct BrokenFileTests {
    @Test("a value of the wrong form is told exactly", arguments: BrokenText.values)
    func value(broken: BrokenText) {
        let text = "targets: []\nprobes:\n  - name: p\n    \(broken.text)\n"
        let separator = broken.message.hasPrefix("[") ? "" : "."
        #expect(
            Sample.problems(in: text, folder: "/nowhere")
                == "quintet.yaml:4:5 probes[0]\(separator)\(broken.message)"
        )
    }

    @Test("a text that is no configuration is told exactly", arguments: BrokenText.syntax)
    func syntax(broken: BrokenText) {
        #expect(Sample.problems(in: broken.text) == "quintet.yaml:\(broken.message)")
    }

    @Test(
        "an address of the wrong form is told without showing it",
        arguments: [
            ("not a url", "is not a URL"),
            ("ws:/one-slash", "is not a URL"),
            ("ws://us er:hunter2@host/", "is not a URL"),
            ("http://user:hunter2@host/", "has a scheme that is not used here"),
            ("ws:///path", "names no host"),
            ("ws://host:0/", "has a port that is not one of 1 to 65535"),
            ("ws://host:65536/", "has a port that is not one of 1 to 65535"),
            ("ws+unix://", "names no socket path"),
        ]
    )
    func address(text: String, reason: String) {
        #expect(
            Sample.problems(in: "targets:\n  - name: a\n    url: \"\(text)\"\n")
                == "quintet.yaml:3:5 targets[0].url: \(reason); "
                + "want a URL that begins with ws:// or wss:// or ws+unix://"
        )
    }

    @Test(
        "a good address is taken as it is",
        arguments: ["ws://[::1]:9/x?y=1", "WSS://example.com", "ws+unix:///run/a.sock:/ws"]
    )
    func goodAddress(text: String) {
        #expect(Sample.problems(in: "targets:\n  - { name: a, url: \"\(text)\" }\n") == "")
    }

    @Test("bytes that are not UTF-8 are told at their place")
    func notUTF8() {
        let error = #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.load(bytes: Array("a: ä\nb: ".utf8) + [0xFF, 0x0A], named: "n.yaml") { $0.kind }
        }
        #expect(error?.description == "n.yaml:2:4: this byte is not UTF-8; save the file as UTF-8")
    }

    @Test("UTF-16 is told as what it is")
    func utf16() {
        let error = #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.load(bytes: [0xFF, 0xFE, 0x61, 0x00], named: "n.yaml") { $0.kind }
        }
        #expect(error?.description == "n.yaml:1:1: the file is UTF-16; save it as UTF-8")
    }

    @Test("a file that is not there, a directory and a device are told as such")
    func wrongFiles() {
        func message(_ path: String) -> String? {
            do {
                _ = try ConfigurationFile.load(path: path) { $0.kind }
                return nil
            } catch {
                return error.description
            }
        }
        #expect(
            message("/nowhere/q.yaml") == "/nowhere/q.yaml:1:1: the file does not exist; create it or correct the path"
        )
        #expect(message("/tmp") == "/tmp:1:1: the file is a directory; name a file")
        #expect(
            message("/dev/zero") == "/dev/zero:1:1: the file is a pipe, socket or device; name a regular file"
        )
        #expect(
            message("/proc/self/mem")
                == "/proc/self/mem:1:1: the file cannot be read (Input/output error); make it readable for this user"
        )
    }
}
