import NIOCore
import NIOPosix
import Transport

/// One HTTP exchange over a real socket, as bytes.
enum RawHTTP {
    /// What comes back until the server closes, when `request` (lines without their ends) is sent to `address`.
    static func exchange(_ request: String..., with address: ListenAddress) async throws -> String {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: address.host, port: address.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            let lines = request + ["Connection: close", "", ""]
            try await outbound.write(ByteBuffer(string: lines.joined(separator: "\r\n")))
            var bytes: [UInt8] = []
            for try await buffer in inbound { bytes += buffer.readableBytesView }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
