import NIOCore
import NIOPosix
import Transport

/// What makes a server go: one event loop with its clock, and one thread for what takes long.
struct ServerEngine: Sendable {
    let loop: any EventLoop
    let clock: any ServerClock
    let threads: NIOThreadPool
    private let group: MultiThreadedEventLoopGroup

    init(clock: (any EventLoop) -> any ServerClock) {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        loop = group.next()
        self.clock = clock(loop)
        threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
    }

    func shutDown() async {
        // Threads that do not end cannot be helped, and there is nothing else left to do.
        try? await threads.shutdownGracefully()
        try? await group.shutdownGracefully()
    }
}
