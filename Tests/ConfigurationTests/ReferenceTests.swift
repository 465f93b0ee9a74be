import Configuration
import FoundationEssentials
import TestSupport
import Testing

@Suite("References")
struct ReferenceTests {
    private func read<Value>(
        _ value: String,
        folder: String? = nil,
        environment: [String: String] = [:],
        _ reader: (ConfigNode) -> Value?
    ) throws(ConfigurationError) -> Value {
        try ConfigurationFile.load(text: "a: \(value)", named: "n.yaml", folder: folder, environment: environment) {
            root in
            let map = root.mapping()
            let value = map?["a"].flatMap(reader)
            map?.finish()
            return value
        }
    }

    private func problem(
        _ value: String,
        folder: String? = nil,
        environment: [String: String] = [:],
        _ reader: (ConfigNode) -> String? = { $0.string() }
    ) -> String {
        do {
            return "read: " + (try read(value, folder: folder, environment: environment, reader))
        } catch {
            return error.description
        }
    }

    @Test(
        "a text is resolved",
        arguments: [
            ("\"${env:A}\"", "one", "one"),
            ("${env:A}", "one", "one"),
            ("x-${env:A}-${env:B}", "x-one-two", "x-one-two"),
            ("\"$${env:A}\"", "${env:A}", "$${env:A}"),
            ("\"probe ${nonce} $${nonce}\"", "probe ${nonce} ${nonce}", "probe ${nonce} $${nonce}"),
            ("\"${env:TRICKY}\"", "${nonce} ${env:A}", "$${nonce} $${env:A}"),
            ("\"${env:EMPTY}x\"", "x", "x"),
            ("\"$ $$ $a {b} $$$\"", "$ $$ $a {b} $$$", "$ $$ $a {b} $$$"),
            ("${", "${", "${"),
            ("12", "12", "12"),
            ("no", "no", "no"),
            ("!!str 012", "012", "012"),
        ]
    )
    func texts(value: String, text: String, template: String) throws {
        let environment = ["A": "one", "B": "two", "TRICKY": "${nonce} ${env:A}", "EMPTY": ""]
        #expect(try read(value, environment: environment) { $0.string() } == text)
        #expect(try read(value, environment: environment) { $0.template() } == template)
        #expect(try read(value, environment: environment) { $0.secret()?.reveal() } == text)
    }

    @Test("a reference without quotes stands inside a one-line mapping and list")
    func inFlow() throws {
        let text = try read("{ b: ${env:A}, c: [${env:A}, x${nonce}] }", environment: ["A": "one"]) {
            node -> [String]? in
            let map = node.mapping()
            let list = map?["c"]?.list()?.compactMap { $0.string() } ?? []
            let first = map?["b"]?.string()
            map?.finish()
            return [first ?? ""] + list
        }
        #expect(text == ["one", "one", "x${nonce}"])
    }

    @Test("numbers, booleans and durations come out of references, quoted or not")
    func typed() throws {
        let environment = ["INT": "8000", "BOOL": "true", "TIME": "5s", "RATIO": "0.5", "SIZE": "1KiB"]
        #expect(try read("\"${env:INT}\"", environment: environment) { $0.int() } == 8_000)
        #expect(try read("${env:BOOL}", environment: environment) { $0.bool() } == true)
        #expect(try read("${env:TIME}", environment: environment) { $0.duration() } == .seconds(5))
        #expect(try read("\"${env:RATIO}\"", environment: environment) { $0.double() } == 0.5)
        #expect(try read("${env:SIZE}", environment: environment) { $0.byteSize() } == 1_024)
    }

    @Test(
        "a file is read without its last line end",
        arguments: [("a", "a"), ("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), (" a \n", " a ")]
    )
    func files(content: String, text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write("secrets/one", content)
        #expect(try read("${file:secrets/one}", folder: folder.path) { $0.string() } == text)
        #expect(try read("${file:./secrets/one}", folder: folder.path) { $0.string() } == text)
        #expect(try read("${file:\(folder.path)/secrets/one}") { $0.string() } == text)
    }

    @Test("a file that is no secret is told as what it is")
    func wrongFiles() throws {
        let folder = try TemporaryFolder()
        try folder.write("large", String(repeating: "x", count: 65_537))
        try folder.write("full", String(repeating: "x", count: 65_536))
        try folder.write("nul", "a\0b")
        try folder.write("empty", "\n")
        func problem(_ name: String) -> String {
            self.problem("${file:\(name)}", folder: folder.path)
                .replacing(folder.path, with: "FOLDER")
        }
        #expect(
            problem("large")
                == "n.yaml:1:1 a: ${file:large}: the file FOLDER/large is larger than 64KiB; name a smaller file"
        )
        #expect(problem("full").count == 65_542)
        #expect(
            problem("nul") == "n.yaml:1:1 a: ${file:nul}: the file is not UTF-8 text; want text without NUL bytes"
        )
        #expect(problem("empty") == "n.yaml:1:1 a: ${file:empty} is empty; want text")
        #expect(
            problem("../\(URL(filePath: folder.path).lastPathComponent)")
                .hasSuffix(" is a directory; name a file")
        )
        #expect(
            problem("/dev/null")
                == "n.yaml:1:1 a: ${file:/dev/null}: the file /dev/null is a pipe, socket or device; "
                + "name a regular file"
        )
        #expect(
            self.problem("${file:secret}")
                == "n.yaml:1:1 a: ${file:secret}: an embedded configuration has no folder; "
                + "write an absolute path, or use ${env:NAME}"
        )
    }

    @Test("references that would fetch more than 64 MiB are refused")
    func budget() throws {
        let folder = try TemporaryFolder()
        try folder.write("full", String(repeating: "x", count: 65_536))
        let found = problem(String(repeating: "${file:full}", count: 1_025), folder: folder.path) { node in
            node.string().map { "\($0.utf8.count)" }
        }
        #expect(
            found == "n.yaml:1:1 a: the references of this configuration fetch more than 64MiB; write fewer"
        )
    }

    @Test("a relative path begins at the folder of the file that says it, wherever the process is")
    func paths() throws {
        let folder = try TemporaryFolder()
        try folder.write("q.yaml", "a: ca.pem\n")
        let here = FileManager.default.currentDirectoryPath
        #expect(try read("./x/../ca.pem", folder: "conf") { $0.path() } == "\(here)/conf/x/../ca.pem")
        #expect(try read("/etc/ca.pem", folder: "conf") { $0.path() } == "/etc/ca.pem")
        let path = try ConfigurationFile.load(path: folder.path + "/q.yaml") { root in
            let map = root.mapping()
            let path = map?["a"]?.path()
            map?.finish()
            return path
        }
        #expect(path == folder.path + "/ca.pem")
    }

    @Test("an included file is read with its own folder, and its problems are told at their own places")
    func included() throws {
        let folder = try TemporaryFolder()
        try folder.write("q.yaml", "rules: [rules/a.yaml, rules/none.yaml]\nextra: 1\n")
        try folder.write("rules/a.yaml", "secret: ${file:s}\nevery: 5\n")
        try folder.write("rules/s", "from the folder of the rules\n")
        var secrets: [String] = []
        let error = #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.load(path: folder.path + "/q.yaml") { root in
                let map = root.mapping()
                let rules = map?["rules"]?.list()?.compactMap { item in
                    item.included { rule -> Int? in
                        let map = rule.mapping()
                        map?["secret"]?.string().map { secrets.append($0) }
                        _ = map?["every"]?.duration()
                        map?.finish()
                        return 1
                    }
                }
                map?.finish()
                return rules
            }
        }
        #expect(secrets == ["from the folder of the rules"])
        #expect(
            error?.description.replacing(folder.path, with: "FOLDER") == """
                FOLDER/q.yaml:1:23 rules[1]: the file FOLDER/rules/none.yaml does not exist; \
                create it or correct the path
                FOLDER/q.yaml:2:1 extra: unknown key; want rules
                FOLDER/rules/a.yaml:2:1 every: 5 has no unit; want a duration like 250ms, 5s, 2m, 1h30m or 30d
                """
        )
    }

    @Test("a file that includes itself is told, and ends")
    func circle() throws {
        let folder = try TemporaryFolder()
        try folder.write("q.yaml", "next: q.yaml\n")
        func follow(_ node: ConfigNode) -> Int? {
            let map = node.mapping()
            let next = map?["next"]?.included(follow)
            map?.finish()
            return next.map { $0 + 1 }
        }
        let error = #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.load(path: folder.path + "/q.yaml", read: follow)
        }
        #expect(
            error?.problems.map(\.message)
                == ["files include each other more than 8 levels deep; break the circle"]
        )
    }
}
