import Glibc
import NIOCore
import NIOPosix
import Synchronization

@testable import Transport

/// A name server on a port of its own, over UDP and TCP, that answers what the test says.
final class TestNameServer: Sendable {
    enum Reply: Sendable {
        case addresses([String])
        case nothing
        case notFound
        case serverFailure
        case refused
        case silence
        /// As many addresses, after "ask again over TCP".
        case truncated([String])
        /// Bytes that are no DNS at all.
        case garbage
        /// The right head, and then nothing that makes sense.
        case nonsense
    }

    struct Question: Hashable, Sendable {
        let name: String
        let family: AddressFamily?
    }

    typealias Book = @Sendable (Question) -> Reply

    private let udp: any Channel
    private let tcp: any Channel
    private let log = Mutex<[Question]>([])

    /// `127.0.0.1:PORT`, as ``ResolverSettings/servers`` takes it.
    var address: String { "127.0.0.1:\(udp.localAddress?.port ?? 0)" }

    /// What was asked so far, the questions for signs of life left out.
    var questions: [Question] { log.withLock { $0.filter { $0.family != nil } } }

    private init(udp: any Channel, tcp: any Channel) { (self.udp, self.tcp) = (udp, tcp) }

    static func start(_ book: @escaping Book) async throws -> TestNameServer {
        let group = MultiThreadedEventLoopGroup.singleton
        let relay = Relay()
        // The port that UDP was given may be taken for TCP; then another one is tried.
        for _ in 0..<50 {
            let udp = try await DatagramBootstrap(group: group)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(DatagramHandler(relay, book))
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            let bootstrap = ServerBootstrap(group: group)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(StreamHandler(relay, book))
                    }
                }
            guard let tcp = try? await bootstrap.bind(host: "127.0.0.1", port: udp.localAddress?.port ?? 0).get() else {
                try await udp.close().get()
                continue
            }
            let server = TestNameServer(udp: udp, tcp: tcp)
            relay.target.withLock { $0 = { [weak server] question in server?.note(question) } }
            return server
        }
        throw ChannelError.operationUnsupported
    }

    func stop() async {
        // Closed already is closed.
        try? await udp.close().get()
        try? await tcp.close().get()
    }

    private func note(_ question: Question) { log.withLock { $0.append(question) } }

    /// Tells the server what its channels were asked.
    final class Relay: Sendable {
        let target = Mutex<(@Sendable (Question) -> Void)?>(nil)

        func note(_ question: Question) { target.withLock { $0 }?(question) }
    }
}

/// DNS messages as RFC 1035 §4 draws them, as far as a test needs them.
private enum Message {
    static func question(_ bytes: ByteBuffer) -> (id: UInt16, question: TestNameServer.Question, section: ByteBuffer)? {
        var rest = bytes
        guard let id: UInt16 = rest.readInteger(), rest.readBytes(length: 10) != nil else { return nil }
        let start = rest.readerIndex
        var labels: [String] = []
        while let length: UInt8 = rest.readInteger(), length > 0, let label = rest.readString(length: Int(length)) {
            labels.append(label)
        }
        guard let type: UInt16 = rest.readInteger(), rest.readInteger(as: UInt16.self) != nil,
            let section = bytes.getSlice(at: start, length: rest.readerIndex - start)
        else { return nil }
        let family: AddressFamily? = type == 1 ? .v4 : type == 28 ? .v6 : nil
        return (id, TestNameServer.Question(name: labels.joined(separator: "."), family: family), section)
    }

    static func answer(
        _ bytes: ByteBuffer,
        _ book: TestNameServer.Book,
        overTCP: Bool,
        note: (TestNameServer.Question) -> Void
    ) -> ByteBuffer? {
        guard let (id, question, section) = question(bytes) else { return nil }
        note(question)
        switch book(question) {
        case .addresses(let texts): return message(id, section, code: 0, question.family, texts)
        case .nothing: return message(id, section, code: 0, nil, [])
        case .notFound: return message(id, section, code: 3, nil, [])
        case .serverFailure: return message(id, section, code: 2, nil, [])
        case .refused: return message(id, section, code: 5, nil, [])
        case .silence: return nil
        case .truncated(let texts):
            return message(id, section, code: 0, question.family, overTCP ? texts : [], isTruncated: !overTCP)
        case .garbage: return ByteBuffer(repeating: 0xAB, count: 300)
        case .nonsense:
            var message = message(id, section, code: 0, nil, [])
            message.setInteger(UInt16(9), at: 6)
            message.writeRepeatingByte(0xFF, count: 20)
            return message
        }
    }

    private static func message(
        _ id: UInt16,
        _ section: ByteBuffer,
        code: UInt16,
        _ family: AddressFamily?,
        _ texts: [String],
        isTruncated: Bool = false
    ) -> ByteBuffer {
        var bytes = ByteBuffer()
        let flags: UInt16 = 0x8180 | (isTruncated ? 0x0200 : 0) | code
        for field in [id, flags, 1, UInt16(texts.count), 0, 0] { bytes.writeInteger(field) }
        bytes.writeImmutableBuffer(section)
        for text in texts {
            // A pointer to the question's name, class IN, a minute to live.
            bytes.writeInteger(UInt16(0xC00C))
            bytes.writeInteger(UInt16(family == .v6 ? 28 : 1))
            bytes.writeInteger(UInt16(1))
            bytes.writeInteger(UInt32(60))
            let packed = packed(text)
            bytes.writeInteger(UInt16(packed.count))
            bytes.writeBytes(packed)
        }
        return bytes
    }

    private static func packed(_ text: String) -> [UInt8] {
        let isSix = text.contains(":")
        var bytes = [UInt8](repeating: 0, count: isSix ? 16 : 4)
        return inet_pton(isSix ? AF_INET6 : AF_INET, text, &bytes) == 1 ? bytes : []
    }
}

private final class DatagramHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    typealias OutboundOut = AddressedEnvelope<ByteBuffer>

    private let relay: TestNameServer.Relay
    private let book: TestNameServer.Book

    init(_ relay: TestNameServer.Relay, _ book: @escaping TestNameServer.Book) {
        (self.relay, self.book) = (relay, book)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let envelope = unwrapInboundIn(data)
        guard let answer = Message.answer(envelope.data, book, overTCP: false, note: relay.note) else { return }
        let reply = AddressedEnvelope(remoteAddress: envelope.remoteAddress, data: answer)
        context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
    }
}

private final class StreamHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let relay: TestNameServer.Relay
    private let book: TestNameServer.Book
    private var bytes = ByteBuffer()

    init(_ relay: TestNameServer.Relay, _ book: @escaping TestNameServer.Book) {
        (self.relay, self.book) = (relay, book)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes.writeImmutableBuffer(unwrapInboundIn(data))
        while let length = bytes.getInteger(at: bytes.readerIndex, as: UInt16.self),
            let message = bytes.getSlice(at: bytes.readerIndex + 2, length: Int(length))
        {
            bytes.moveReaderIndex(forwardBy: 2 + Int(length))
            guard let answer = Message.answer(message, book, overTCP: true, note: relay.note) else { continue }
            var reply = ByteBuffer(integer: UInt16(answer.readableBytes))
            reply.writeImmutableBuffer(answer)
            context.writeAndFlush(wrapOutboundOut(reply), promise: nil)
        }
    }
}
