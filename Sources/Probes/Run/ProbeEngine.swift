public import NIOCore
import NIOPosix
public import Transport

/// Everything that runs need and share: an event loop, the resolver, the HTTP thread.
///
/// One loop: a second one costs an eighth more processor time and brings nothing at the rates of a monitor.
public final class ProbeEngine: Sendable {
    /// Where the sessions live.
    public let eventLoop: any EventLoop
    public let runner: ProbeRunner

    private let group: MultiThreadedEventLoopGroup
    private let resolver: NameResolver
    private let http: HTTPClient

    /// An engine of its own; `lag` is asked by each run whether this process was late.
    public init(
        names: ResolverSettings = ResolverSettings(),
        lag: (_ eventLoop: any EventLoop) -> LagWatch = { _ in .none }
    ) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        eventLoop = group.next()
        resolver = NameResolver(names)
        http = HTTPClient(resolver: resolver)
        let dialer = WebSocketDialer(group: group, resolver: resolver)
        runner = ProbeRunner(dialer: dialer, http: http, lag: lag(eventLoop))
    }

    /// Ends the threads; runs under way end as inconclusive.
    public func shutDown() async {
        http.shutDown()
        // Its answers go to the loops, which must be there for the last of them.
        await resolver.shutDown()
        // A loop that does not stop is no reason not to: the process is about to end.
        try? await group.shutdownGracefully()
    }
}
