import Configuration
import FoundationEssentials
import Testing

@Suite("Reading a configuration")
struct ReadingTests {
    @Test("a good file gives every value as it was written")
    func goodFile() throws {
        let sample = try ConfigurationFile.load(
            text: Sample.text,
            named: "quintet.yaml",
            folder: "/etc/quintet",
            environment: ["PASSWORD": "correct horse"],
            read: Sample.init
        )
        let local = Sample.Target(
            name: "local",
            url: try #require(URL(string: "ws://127.0.0.1:8000/ws")),
            password: Secret("correct horse"),
            headers: ["X-Team: probes", "X Odd.Key: a: b"],
            maxMessage: 5_242_880,
            family: .four
        )
        let other = Sample.Target(
            name: "other",
            url: try #require(URL(string: "wss://example.com/ws")),
            password: Secret("correct horse"),
            headers: [],
            maxMessage: 5_242_880,
            family: .any
        )
        let probe = Sample.Probe(
            name: "golden-path",
            every: .seconds(15),
            timeout: .milliseconds(1_500),
            retries: 1,
            ratio: 99.9,
            enabled: true,
            message: "probe ${nonce}",
            contract: "/etc/quintet/contracts/agent-run.yaml"
        )
        #expect(sample.targets == [local, other])
        #expect(sample.probes == [probe])
    }

    @Test("CRLF and a UTF-8 byte order mark change neither values nor places")
    func lineEnds() throws {
        #expect(Sample.problems(in: "\u{FEFF}" + Sample.text.replacing("\n", with: "\r\n")) == "")
        let broken = Sample.text.replacing("ip: 4", with: "ip: 5")
        #expect(
            Sample.problems(in: "\u{FEFF}" + broken.replacing("\n", with: "\r\n"))
                == "quintet.yaml:8:5 targets[0].ip: 5 is not one of any, 4, 6"
        )
    }

    @Test("every problem of a file comes at once, sorted by place")
    func everythingAtOnce() {
        let text = """
            targets:
              - nmae: local
                url: http://127.0.0.1:8000/ws
                max_message: 5 MB
                ip: 5
              - [nothing]
            probes:
              - name: golden-path
                every: 500ms
                timeout: 5s
                retries: 010
                enabled: yes
                every: 1s
              - name: second
                every: *alias
            slos: !!python/object {}
            colour: blue
            """
        #expect(
            Sample.problems(in: text) == """
                quintet.yaml:2:5 targets[0]: name is missing; it has no default
                quintet.yaml:2:5 targets[0].nmae: unknown key; did you mean name?
                quintet.yaml:3:5 targets[0].url: has a scheme that is not used here; \
                want a URL that begins with ws:// or wss:// or ws+unix://
                quintet.yaml:4:5 targets[0].max_message: 5 MB has an unknown unit; \
                want a size like 4096, 256KiB, 5MiB or 1GB
                quintet.yaml:5:5 targets[0].ip: 5 is not one of any, 4, 6
                quintet.yaml:6:5 targets[1]: found a list; want a mapping, as key: value
                quintet.yaml:9:5 probes[0].every: 500ms is shorter than timeout 5s; raise every or lower timeout
                quintet.yaml:11:5 probes[0].retries: 010 is not written as a whole number, 0 to 5; \
                want digits alone, without leading zeros
                quintet.yaml:12:5 probes[0].enabled: yes is not a boolean; want true or false
                quintet.yaml:13:5 probes[0].every: is given already on line 9; keep one of the two
                quintet.yaml:15:5 probes[1].every: aliases (*name) are not used here; \
                write the value out, or quote it if it is text
                quintet.yaml:16:1 slos: tags are not used here; remove the !tag
                quintet.yaml:17:1 colour: unknown key; want targets, probes, slos
                """
        )
    }

    @Test("a note is no problem, and tells its place")
    func notes() throws {
        let notes = try ConfigurationFile.load(text: "b: 1\na: 2\n", named: "n.yaml") { root -> [Problem]? in
            let map = root.mapping()
            map?.entries.reversed().forEach { $0.node.note("not in force yet") }
            map?.finish()
            return root.log.notes
        }
        #expect(notes.map(\.description) == ["n.yaml:1:1 b: not in force yet", "n.yaml:2:1 a: not in force yet"])
    }

    @Test("more problems than anyone reads are counted")
    func manyProblems() {
        let text = "targets: []\n" + (1...250).map { "\"?\($0)\": 1\n" }.joined()
        let lines = Sample.problems(in: text).split(separator: "\n")
        #expect(lines.count == 201)
        #expect(lines.last == "and 50 more")
    }

    @Test("a reader that gives up without a word is an error all the same")
    func silentReader() {
        #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.load(text: "a: 1", named: "n.yaml") { _ in Int?.none }
        }
    }

    @Test("one of several keys is found; a second one is told at its place")
    func oneOf() {
        let error = #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.load(text: "jwt: a\ntoken: b\n", named: "n.yaml") { root in
                let map = root.mapping()
                let chosen = map?.oneOf("login", "token", "jwt")
                map?.finish()
                return chosen?.key
            }
        }
        #expect(error?.description == "n.yaml:2:1 token: cannot stand beside jwt; keep one of the two")
    }

    @Test("a value of the reader's own form is told with what was wanted")
    func ownForm() {
        let error = #expect(throws: ConfigurationError.self) {
            try ConfigurationFile.load(text: "rate: 10/x", named: "n.yaml") { root in
                let map = root.mapping()
                let rate = map?["rate"]?.value("a rate like 10/m") { $0.hasSuffix("/m") ? 10 : nil }
                map?.finish()
                return rate
            }
        }
        #expect(error?.description == "n.yaml:1:1 rate: 10/x is not a rate like 10/m")
    }
}
