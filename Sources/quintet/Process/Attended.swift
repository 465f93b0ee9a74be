import Logging
import ServiceLifecycle
import UnixSignals

/// Services that run until the program is told to stop: the first SIGTERM or SIGINT shuts them down in order, and a
/// second one cancels what they still wait for.
enum Attended {
    private enum Turn {
        case ended
        case cut
    }

    /// Runs `services`; returns when all of them have ended, and throws what one of them failed with.
    ///
    /// - Parameter longest: when a shutdown that does not end by itself is cancelled; nil leaves that to the services.
    static func run(_ services: [any Service], longest: Duration? = nil, _ logger: Logger) async throws {
        var configuration = ServiceGroupConfiguration(
            services: services,
            logger: Logger(label: "quintet.lifecycle") { _ in SwiftLogNoOpLogHandler() }
        )
        configuration.maximumGracefulShutdownDuration = longest
        let group = ServiceGroup(configuration: configuration)
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        try await withThrowingTaskGroup(of: Turn.self) { tasks in
            tasks.addTask {
                try await group.run()
                return .ended
            }
            tasks.addTask { await attend(signals, group, logger) }
            var isCut = false
            while let turn = await tasks.nextResult() {
                tasks.cancelAll()
                switch turn {
                case .success(.ended): return
                case .success(.cut): isCut = true
                // Services that are cancelled may say so in any way they like.
                case .failure(let error): if !isCut { throw error }
                }
            }
        }
    }

    private static func attend(_ signals: UnixSignalsSequence, _ group: ServiceGroup, _ logger: Logger) async -> Turn {
        var isDraining = false
        for await signal in signals {
            if isDraining {
                logger.warning("told to stop a second time (\(signal)): what is still under way is cut off")
                return .cut
            }
            isDraining = true
            logger.info("shutting down (\(signal)); a second signal cuts off what is still under way")
            await group.triggerGracefulShutdown()
        }
        return .ended
    }
}
