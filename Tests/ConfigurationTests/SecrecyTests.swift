import Configuration
import FoundationEssentials
import TestSupport
import Testing

/// A secret in every place where an error could show it.
@Suite("Secrets in errors")
struct SecrecyTests {
    private static let secret = "hunter2-correct\thorse"

    private enum Choice: String, CaseIterable { case one, two }

    /// Every reader, each of which finds a text wrong that is none of what it reads.
    private static let readers: [(String, @Sendable (ConfigNode) -> Void)] = [
        ("bool", { _ = $0.bool() }), ("int", { _ = $0.int() }), ("double", { _ = $0.double() }),
        ("duration", { _ = $0.duration() }), ("byteSize", { _ = $0.byteSize() }),
        ("choice", { _ = $0.choice(of: Choice.self) }), ("url", { _ = $0.url(schemes: ["ws"]) }),
        ("secretURL", { _ = $0.secretURL(schemes: ["ws"]) }), ("list", { _ = $0.list() }),
        ("mapping", { _ = $0.mapping() }), ("included", { _ = $0.included { $0.kind } }),
        ("value", { _ = $0.value("a rate") { _ in Int?.none } }),
        (
            "value parsing",
            { _ = $0.value("a rate") { (text: String) throws(Echo) -> Int in throw Echo(description: text) } }
        ),
        ("report", { node in node.string().map { node.report("\($0) is not known") } }),
        ("report of a template", { node in node.template().map { node.report("\($0) is not known") } }),
        ("report with an accent behind", { node in node.string().map { node.report("\($0)\u{301} is not known") } }),
        ("report after secret", { node in node.secret().map { node.report("\($0.reveal()) is not known") } }),
        (
            "report elsewhere",
            { node in
                node.string().map { text in
                    node.log.report(Problem(place: node.place, path: "other", message: "not \(text)"))
                }
            }
        ),
        (
            "note",
            { node in
                node.string().map { node.note("\($0) is not known") }
                node.report(node.log.notes.map(\.description).joined())
            }
        ),
        (
            "printed node",
            { node in
                var text = ""
                dump(node, to: &text)
                node.report("\(node) \(text) \(String(reflecting: node)) \(String(reflecting: node.log))")
            }
        ),
    ]

    private struct Echo: Error, CustomStringConvertible {
        let description: String
    }

    /// Everything that can be seen of the errors that each reader makes of `value`.
    private func outputs(of value: String, environment: [String: String], folder: String? = nil) -> [String: String] {
        var seen: [String: String] = [:]
        for (name, reader) in Self.readers {
            do {
                _ = try ConfigurationFile.load(
                    text: "password: \(value)\n",
                    named: "n.yaml",
                    folder: folder,
                    environment: environment
                ) { root in
                    let map = root.mapping()
                    map?.optional("password").map(reader)
                    map?.finish()
                    return map.map { _ in 0 }
                }
                seen[name] = "nothing was wrong"
            } catch {
                var dumped = ""
                dump(error, to: &dumped)
                seen[name] = "\(error)\n\(String(reflecting: error))\n\(dumped)\n\(error.problems)"
            }
        }
        return seen
    }

    private func leaks(_ output: String) -> Bool {
        [Self.secret, "hunter2", "horse"].contains { output.contains($0) }
    }

    @Test("a value from the environment is in no error, whatever is wrong with it")
    func fromEnvironment() {
        for value in ["${env:PASSWORD}", "\"${env:PASSWORD}\"", "\"x ${env:PASSWORD} y\""] {
            let seen = outputs(of: value, environment: ["PASSWORD": Self.secret])
            for (name, output) in seen {
                #expect(!leaks(output), "\(name): \(output)")
                #expect(output.contains("n.yaml:1:1"), "\(name) found nothing wrong")
            }
        }
    }

    @Test("a value from a file is in no error, whatever is wrong with it")
    func fromFile() throws {
        let folder = try TemporaryFolder()
        try folder.write("secret", Self.secret + "\n")
        let seen = outputs(of: "${file:secret}", environment: [:], folder: folder.path)
        for (name, output) in seen {
            #expect(!leaks(output), "\(name): \(output)")
            #expect(output.contains("n.yaml:1:1"), "\(name) found nothing wrong")
        }
    }

    @Test("a password written into the file is in no error once it was read as a secret")
    func literal() {
        let text = "password: hunter2-horse\nurl: hunter2-horse\n"
        let error = #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.load(text: text, named: "n.yaml") { root in
                let map = root.mapping()
                let url = map?["url"]?.duration()
                let password = map?["password"]?.secret()
                map?.finish()
                map?["password"]?.report("too weak: \(password?.reveal() ?? "")")
                return url
            }
        }
        #expect(
            error?.description == """
                n.yaml:1:1 password: too weak: <redacted>
                n.yaml:2:1 url: <redacted> is not a duration; want a duration like 250ms, 5s, 2m, 1h30m or 30d
                """
        )
    }

    @Test("a secret of the wrong kind, and an empty one, are told without their text")
    func wrongKind() {
        func problem(_ value: String, _ environment: [String: String] = [:]) -> String {
            do {
                _ = try ConfigurationFile.load(text: "password: \(value)", named: "n.yaml", environment: environment) {
                    root in
                    let map = root.mapping()
                    let secret = map?["password"]?.secret()
                    map?.finish()
                    return secret
                }
                return ""
            } catch {
                return error.description
            }
        }
        let wanted = "want text, best as ${env:NAME} or ${file:path}"
        #expect(problem("[hunter2]") == "n.yaml:1:1 password: found a list; \(wanted)")
        #expect(problem("{ hunter2: hunter2 }") == "n.yaml:1:1 password: found a mapping; \(wanted)")
        #expect(problem("''") == "n.yaml:1:1 password: is empty; want text")
        #expect(problem("${env:P}", ["P": ""]) == "n.yaml:1:1 password: ${env:P} is empty; want text")
        #expect(
            problem("\"hunter2") == """
                n.yaml:1:19: not valid YAML: found unexpected end of stream while scanning a quoted scalar
                """
        )
    }

    @Test("an included file that the environment names is told by the reference to it")
    func includedPath() throws {
        let folder = try TemporaryFolder()
        try folder.write("hunter2.yaml", "a: [\n")
        let seen = outputs(of: "${env:FILE}", environment: ["FILE": folder.path + "/hunter2.yaml"])
        #expect(seen["included"]?.contains("${env:FILE}:1:5: not valid YAML") == true, "\(seen["included"] ?? "")")
        #expect(seen["included"]?.contains("hunter2") == false)
    }

    @Test("the search finds what is planted")
    func twin() {
        // A quoted text of the file itself is shown by the readers that say what they found.
        let seen = outputs(of: "\"hunter2-horse\"", environment: [:])
        let found = seen.filter { leaks($0.value) }.keys.sorted()
        #expect(
            found == [
                "bool", "byteSize", "choice", "double", "duration", "int", "list", "mapping", "note", "report",
                "report elsewhere", "report of a template", "report with an accent behind", "value", "value parsing",
            ]
        )
    }
}
