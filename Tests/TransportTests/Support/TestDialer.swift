import NIOCore
import NIOPosix

@testable import Transport

/// A dialer of a test's own.
struct TestDialer {
    private let dialer: WebSocketDialer

    /// Names are asked of `nameServer`, where there is one, and of nobody else.
    init(asking nameServer: TestNameServer? = nil) {
        let settings = nameServer.map { ResolverSettings(servers: [$0.address], hostsFile: "/dev/null") }
        dialer = WebSocketDialer(
            group: MultiThreadedEventLoopGroup.singleton,
            resolver: NameResolver(settings ?? ResolverSettings())
        )
    }

    func dial(
        _ url: String,
        within time: Duration = .seconds(60),
        _ change: (inout Dial) -> Void = { _ in }
    ) async throws -> Dialed<Recorder> {
        var dial = Dial(url: try WebSocketURL(url))
        change(&dial)
        return try await dialer.dial(dial, before: .now + time) { Recorder($0) }
    }

    /// Opens a session that another observer than the recorder is told of.
    func dial<Observer: SessionObserver>(
        _ url: String,
        observe: @escaping @Sendable (WebSocketSession) -> Observer
    ) async throws -> Dialed<Observer> {
        try await dialer.dial(Dial(url: try WebSocketURL(url)), before: .now + .seconds(60), observe: observe)
    }

    /// Why a dial failed; nil when it did not.
    func failure(
        _ url: String,
        within time: Duration = .seconds(60),
        _ change: (inout Dial) -> Void = { _ in }
    ) async -> DialFailure? {
        do {
            let dialed = try await dial(url, within: time, change)
            try await dialed.act { $0.abort() }
            return nil
        } catch {
            return error as? DialFailure
        }
    }
}
