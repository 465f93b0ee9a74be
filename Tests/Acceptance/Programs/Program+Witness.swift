import Subprocess

extension Program {
    /// Runs a witness that listens on a free port, and gives the closure that port.
    @discardableResult
    static func witness<Value: Sendable>(
        _ name: String,
        _ arguments: [String] = [],
        body: (Program, String) async throws -> Value
    ) async throws -> (value: Value, end: TerminationStatus) {
        try await running(Places.python, [Places.witness(name)] + arguments) { program in
            let port = try await program.output.first { _ in true }
            return try await body(program, port)
        }
    }

    /// Runs a program to its end by itself: what it printed, and how it ended.
    static func finishing(
        _ executable: String,
        _ arguments: [String],
        environment: [String: String]? = nil,
        folder: String? = nil
    ) async throws -> Finished {
        let ((output, errors), end) = try await running(
            executable,
            arguments,
            environment: environment,
            folder: folder
        ) { program in
            (await program.output.rest(), await program.errors.rest())
        }
        return Finished(output: output, errors: errors, end: end)
    }

    /// What is left of a program that has ended.
    struct Finished: Sendable {
        let output: [String]
        let errors: [String]
        let end: TerminationStatus

        /// Whether it ended well, or as a probe that was too late itself to tell: a machine under load makes it that.
        var isHealthy: Bool {
            end == .exited(0) || end == .exited(3) && output.contains { $0.contains("monitor_overloaded") }
        }
    }
}
