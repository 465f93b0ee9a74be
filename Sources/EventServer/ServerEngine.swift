import NIOCore
import NIOPosix

/// The threads of a server: one event loop, and one thread for what takes long.
struct ServerEngine: Sendable {
    let loop: any EventLoop
    let threads: NIOThreadPool
    private let group: MultiThreadedEventLoopGroup

    init() {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        loop = group.next()
        threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
    }

    func shutDown() async {
        // Threads that do not end cannot be helped, and there is nothing else left to do.
        try? await threads.shutdownGracefully()
        try? await group.shutdownGracefully()
    }
}
