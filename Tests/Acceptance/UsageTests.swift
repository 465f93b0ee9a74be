import Subprocess
import Testing

/// What is wrong with a command line is said in one sentence before anything is run, and ends with 2.
@Suite("a command line", .timeLimit(.minutes(3)))
struct UsageTests {
    /// Flags beside `--url ws://127.0.0.1:1/ws`, and what is said of them. `%` stands for the folder of the test's files.
    private static let wrong: [([String], String)] = [
        (["--header", "Authorization: Bearer hunter22"], "--header Authorization: want NAME=VALUE"),
        (["--header", "Connection=x"], "--header Connection: is written by quintet itself; remove it"),
        (
            ["--header", "X-Team=a\r\nHost: evil"],
            "--header X-Team: has a control character or a space at its edge, which no header may; remove it"
        ),
        (["--header", "Host=a", "--header", "host=b"], "--header host: is given already; keep one of the two"),
        (
            ["--header", "Authorization=x", "--token-file", "%/token"],
            "--header Authorization: carries the token; remove it, or choose another carrier"
        ),
        (
            ["--origin", "http://a/\u{1B}[2J"],
            #"--origin http://a/\u{1B}[2J: want an origin like https://app.example.com, without a path"#
        ),
        (
            ["--origin", "http://a", "--header", "Origin=http://b"],
            "--origin stands in --header too; keep one of the two"
        ),
        (
            ["--subprotocol", "a b"],
            "--subprotocol a b: is no name of a subprotocol; want letters, digits, and -, ., _ and their like"
        ),
        (["--subprotocol", "a", "--subprotocol", "a"], "--subprotocol a: is offered already; remove it"),
        (["--cert", "%/token"], "--cert needs --key FILE beside it"),
        (["--key", "%/token"], "--key needs --cert FILE beside it"),
        (
            ["--ca-file", "%/token"],
            "--ca-file: %/token can't be read as certificates of authorities: there is no certificate in it"
        ),
        (
            ["--cert", "%/none", "--key", "%/token"],
            "--cert: %/none can't be read as a certificate: no such file or directory"
        ),
        (["--insecure", "--ca-file", "%/token"], "--ca-file is not used with --insecure; remove one of the two"),
        (["--token-file", "%/none"], "--token-file %/none does not exist; create it or correct the path"),
        (
            ["--token-file", "%/words"],
            "--token-file %/words has a space, a control or a non-ASCII character in it, which no token has; "
                + "want the token alone"
        ),
        (["--carrier", "query"], "--carrier needs --login or --token-file beside it"),
        (["--email", "a"], "--email needs --login URL beside it"),
        (["--password-file", "%/token"], "--password-file needs --login URL beside it"),
        (["--login", "http://h/"], "--login needs --email beside it"),
        (["--login", "http://h/", "--email", "a"], "--login needs --password-file beside it"),
        (
            ["--login", "ws://h", "--email", "a", "--password-file", "%/token"],
            "--login does not begin with http:// or https://"
        ),
        (["--token-file", "%/token", "--email", "a"], "--email is not used with --token-file; remove one of the two"),
        (["--sla", "11s"], "--sla 11s is longer than --timeout 10s (the default); raise --timeout or lower --sla"),
        (["--message", ""], "--message is empty; want what is asked"),
        (["--resolve", "a:1:b"], "--resolve a:1:b: b is no address; want one like 127.0.0.1 or [::1]"),
        (["--resolve", "a:70000:::1"], "--resolve a:70000:::1: want HOST:PORT:ADDRESS"),
        (["-4", "-6"], "-4 and -6 exclude each other; give one or none"),
    ]

    @Test("of a probe that cannot be right is refused with what would be", arguments: wrong)
    func refused(flags: [String], message: String) async throws {
        let stage = try Stage()
        try stage.write("token", "abc")
        try stage.write("words", "Bearer abc")
        let folder = String(stage.path("").dropLast())
        let arguments = ["probe", "--url", "ws://127.0.0.1:1/ws"] + flags.map { $0.replacing("%", with: folder) }
        let probe = try await Program.finishing(Places.quintet, arguments)
        #expect(probe.errors == ["quintet probe: " + message.replacing("%", with: folder)])
        #expect(probe.output == [])
        #expect(probe.end == .exited(2))
    }

    @Test(
        "with an address that leads nowhere is refused with what would be right",
        arguments: [
            ("http://h/", "does not begin with ws://, wss:// or ws+unix://"),
            ("", "does not begin with ws://, wss:// or ws+unix://"),
            ("ws://u:p@h/", "has a user or password in it; give --login or --token-file instead"),
            ("ws://h:0/", "has a port that is not one of 1 to 65535"),
            ("ws://h/#f", "has a fragment (#…), which a WebSocket URL never has; percent-encode the #"),
            ("ws://bücher.example/", "has a host with non-ASCII letters; write it as names are looked up, xn--…"),
            ("ws://a%20b/", "has a host that is neither a name nor an address"),
        ]
    )
    func addresses(url: String, message: String) async throws {
        let probe = try await Program.finishing(Places.quintet, ["probe", "--url", url])
        #expect(probe.errors == ["quintet probe: --url \(message)"])
        #expect(probe.end == .exited(2))
    }

    @Test("never describes a probe half: its flags mean nothing without an address")
    func withoutAddress() async throws {
        let probe = try await Program.finishing(Places.quintet, ["probe", "golden-path", "--timeout", "3s"])
        #expect(
            probe.errors.first
                == "Error: --timeout describes a probe without a configuration; give --url too, or leave it out"
        )
        #expect(probe.end == .exited(2))
    }

    @Test("that is not UTF-8 is not repaired in silence")
    func notUTF8() async throws {
        let command = #"exec "$0" probe --url ws://127.0.0.1:1/ws --message "$(printf 'a\377b')""#
        let probe = try await Program.finishing("/bin/sh", ["-c", command, Places.quintet])
        #expect(probe.errors == ["quintet: argument 5 is not UTF-8 text; want text in UTF-8"])
        #expect(probe.end == .exited(2))
    }

    @Test("that is right, with every kind of flag, is the twin of these")
    func right() async throws {
        let stage = try Stage()
        try await Program.serving(stage) { _, server in
            let port = server.split(separator: ":").last ?? ""
            let flags = stage.probe(
                server,
                "--header",
                "X-Team=a b",
                "--header",
                "Host=agents.example.com",
                "--origin",
                "https://a.example",
                "--subprotocol",
                "chat",
                "--carrier",
                "subprotocol",
                "--resolve",
                "127.0.0.1:\(port):127.0.0.1",
                "-4",
                "--message",
                "one 😀 word ${nonce}",
                "--contract",
                "agent-run",
                "-v"
            )
            let probe = try await Program.finishing(Places.quintet, flags)
            #expect(probe.isHealthy, "\(probe.output + probe.errors)")
            for line in [
                "> Host: agents.example.com", "> Origin: https://a.example", "> X-Team: a b",
                "> Sec-WebSocket-Protocol: chat, jwt-auth, jwt.<redacted>",
            ] { #expect(probe.output.contains(line)) }
        }
    }

    @Test("shows the help of each command with an example", arguments: ["", "probe", "monitor", "serve", "config"])
    func help(command: String) async throws {
        let help = try await Program.finishing(
            Places.quintet,
            command.split(separator: " ").map(String.init) + ["--help"]
        )
        let example = command.isEmpty ? "  quintet probe --url " : "  quintet \(command) "
        #expect(help.output.contains { $0.hasPrefix(example) })
        #expect(help.output.allSatisfy { $0.count <= 80 })
        #expect(help.end == .exited(0))
    }
}
