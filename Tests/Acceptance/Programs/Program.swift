import Subprocess
import SystemPackage

/// A program in a process of its own, for as long as the closure lasts that is given it.
///
/// When the closure ends, the program is told to end (SIGTERM), and is killed where it does not. Its standard input
/// stays open until then, and what it prints is taken in at once, so that it never waits for its reader.
struct Program {
    /// What it prints on standard output.
    let output: Lines
    /// What it prints on standard error.
    let errors: Lines
    private let sendSignal: (Signal) throws -> Void

    /// Sends a signal.
    func signal(_ signal: Signal) throws { try sendSignal(signal) }

    /// Runs `executable`, and waits until it has ended after `body` has.
    ///
    /// - Parameter environment: nil: that of the tests.
    /// - Returns: what `body` returned, and how the program ended.
    @discardableResult
    static func running<Value: Sendable>(
        _ executable: String,
        _ arguments: [String],
        environment: [String: String]? = nil,
        folder: String? = nil,
        body: (Program) async throws -> Value
    ) async throws -> (value: Value, end: TerminationStatus) {
        let result = try await run(
            configuration(executable, arguments, environment: environment, folder: folder),
            input: .inputWriter,
            output: .sequence,
            error: .sequence
        ) { execution in
            try await attended(execution, body)
        }
        return (result.closureResult, result.terminationStatus)
    }
}

extension Program {
    private typealias Running = Execution<CustomWriteInput, SequenceOutput, SequenceOutput>

    private static func configuration(
        _ executable: String,
        _ arguments: [String],
        environment: [String: String]?,
        folder: String?
    ) -> Subprocess.Configuration {
        var custom: [Environment.Key: String] = [:]
        for (name, value) in environment ?? [:] { custom[Environment.Key(stringLiteral: name)] = value }
        var options = PlatformOptions()
        options.createSession = true
        return Subprocess.Configuration(
            executable: .path(FilePath(executable)),
            arguments: Arguments(arguments),
            environment: environment == nil ? .inherit : .custom(custom),
            workingDirectory: folder.map { FilePath($0) },
            platformOptions: options
        )
    }

    /// Reads what the program prints while `body` runs, and ends the program afterwards.
    private static func attended<Value: Sendable>(
        _ execution: Running,
        _ body: (Program) async throws -> Value
    ) async throws -> Value {
        let (output, outputSink) = AsyncStream.makeStream(of: String.self)
        let (errors, errorSink) = AsyncStream.makeStream(of: String.self)
        return try await withThrowingTaskGroup(of: Void.self) { readers in
            readers.addTask { try await read(execution.standardOutput, into: outputSink) }
            readers.addTask { try await read(execution.standardError, into: errorSink) }
            let program = Program(output: Lines(output), errors: Lines(errors)) { try execution.send(signal: $0) }
            let outcome: Result<Value, any Error>
            do {
                outcome = .success(try await body(program))
            } catch {
                outcome = .failure(error)
            }
            // The whole group: what the program has started is told too.
            await execution.teardown(
                using: [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(30))]
            )
            return try outcome.get()
        }
    }

    private static func read(
        _ pipe: SubprocessOutputSequence,
        into sink: AsyncStream<String>.Continuation
    ) async throws {
        defer { sink.finish() }
        for try await line in pipe.strings() { sink.yield(line) }
    }
}
