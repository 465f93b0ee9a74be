import FoundationEssentials
import Subprocess

extension Program {
    /// Runs `quintet serve` with the stage's user, and gives the closure the address it listens at.
    @discardableResult
    static func serving<Value: Sendable>(
        _ stage: Stage,
        at listen: String = "127.0.0.1:0",
        _ flags: [String] = [],
        body: (Program, String) async throws -> Value
    ) async throws -> (value: Value, end: TerminationStatus) {
        let port = stage.path("serve.port")
        let arguments = ["serve", "--listen", listen, "--port-file", port, "--users-file", stage.usersFile]
        return try await running(Places.quintet, arguments + flags) { program in
            try await body(program, program.address(in: port))
        }
    }

    /// Runs `quintet monitor` on the stage's configuration, and gives the closure the address it listens at.
    @discardableResult
    static func monitoring<Value: Sendable>(
        _ stage: Stage,
        _ configuration: String,
        _ flags: [String] = [],
        body: (Program, String) async throws -> Value
    ) async throws -> (value: Value, end: TerminationStatus) {
        let port = stage.path("monitor.port")
        let arguments = ["monitor", "--config", configuration, "--listen", "127.0.0.1:0", "--port-file", port]
        return try await running(Places.quintet, arguments + flags) { program in
            try await body(program, program.address(in: port))
        }
    }

    /// Waits until an event server holds up a run by its fault. It says so where it is told `--log-level debug`.
    func holdsUpRun() async throws { _ = try await errors.first(with: "fault struck", "fault=delay") }

    /// The address in the port file, which is there once the program says that it listens.
    func address(in portFile: String) async throws -> String {
        _ = try await errors.first(with: "listening")
        return try String(contentsOf: URL(filePath: portFile), encoding: .utf8).filter { !$0.isNewline }
    }
}
