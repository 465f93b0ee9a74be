import Configuration
import FoundationEssentials
import Glibc
import TestSupport
import Testing
import Transport

@testable import EventServer

@Suite("The demonstration", .timeLimit(.minutes(5)))
struct DemoTests {
    private static func mode(_ path: String) -> mode_t {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }

    @Test("its files are for its user alone, hold what lets its users in, and are gone afterwards")
    func files() async throws {
        let parent = try TemporaryFolder()
        let demo = try Demo(in: nil, environment: ["XDG_RUNTIME_DIR": parent.path])
        try await TestServer.with {
            $0.users = demo.accounts
            $0.isDemo = true
        } _: { server in
            try demo.write(for: server.address)
            let folder = String(demo.configurationPath.dropLast("/quintet.yaml".count))
            #expect(folder.hasPrefix(parent.path))
            #expect(Self.mode(folder) == 0o700 && Self.mode(folder + "/secrets") == 0o700)
            #expect(Self.mode(demo.configurationPath) == 0o600)
            for name in ["probe-1", "probe-2", "probe-3"] {
                let path = "\(folder)/secrets/\(name)"
                #expect(Self.mode(path) == 0o600)
                let password = try String(contentsOf: URL(filePath: path), encoding: .utf8).dropLast()
                let user = TestUser(email: "\(name)@example.com", password: String(password))
                #expect(try await user.login(at: server).user.email == user.email)
            }
            let text = try String(contentsOf: URL(filePath: demo.configurationPath), encoding: .utf8)
            #expect(text.contains("    url: ws://\(server.address)/ws\n"))
            #expect(
                !demo.accounts.contains { account in
                    guard case .plain(let secret) = account.password else { return false }
                    return text.contains(secret.reveal())
                }
            )
        }
        demo.remove()
        #expect(!FileManager.default.fileExists(atPath: demo.configurationPath))
    }

    @Test("a named folder is made private, used again, and stays")
    func named() throws {
        let parent = try TemporaryFolder()
        let path = parent.path + "/demo"
        let address = ListenAddress(host: "0.0.0.0", port: 1234)
        let first = try Demo(in: path)
        try first.write(for: address)
        let second = try Demo(in: path)
        try second.write(for: address)
        second.remove()
        #expect(Self.mode(path) == 0o700)
        let text = try String(contentsOf: URL(filePath: path + "/quintet.yaml"), encoding: .utf8)
        #expect(text.contains("http://127.0.0.1:1234/auth/login"))
        #expect(first.accounts != second.accounts)
    }

    @Test("a folder that others may enter, a file in its place, and somebody's own quintet.yaml are left alone")
    func refusals() throws {
        let parent = try TemporaryFolder()
        try parent.write("open/x", "")
        chmod(parent.path + "/open", 0o755)
        try parent.write("file", "")
        func refusal(_ name: String) -> String? {
            #expect(throws: Demo.Refusal.self) { _ = try Demo(in: parent.path + "/" + name) }?.description
        }
        #expect(
            refusal("open")
                == "\(parent.path)/open is open to others (mode 755), and passwords are written there; "
                + "chmod 700 it, or name another folder"
        )
        #expect(Self.mode(parent.path + "/open") == 0o755)
        #expect(refusal("file") == "\(parent.path)/file is not a folder; name another")
        #expect(refusal("no/such") == "\(parent.path)/no/such: No such file or directory")
        symlink(parent.path + "/open", parent.path + "/link")
        #expect(refusal("link") == "\(parent.path)/link is not a folder; name another")
        try parent.write("own/quintet.yaml", "targets: []\n")
        chmod(parent.path + "/own", 0o700)
        let demo = try Demo(in: parent.path + "/own")
        let error = #expect(throws: Demo.Refusal.self) { try demo.write(for: .anyLoopbackPort) }
        #expect(
            error?.description
                == "\(parent.path)/own/quintet.yaml was written by somebody else; name another folder with --demo-dir"
        )
        #expect(
            try String(contentsOf: URL(filePath: parent.path + "/own/quintet.yaml"), encoding: .utf8) == "targets: []\n"
        )
    }
}
