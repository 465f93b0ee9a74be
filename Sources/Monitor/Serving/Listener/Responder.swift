import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Transport

/// Hands hummingbird's requests to the routes, and writes what they answer.
struct Responder: HTTPResponder {
    /// What is known of the connection that a request came over.
    struct Context: RequestContext {
        var coreContext: CoreRequestContextStorage
        let channel: any Channel

        init(source: ApplicationRequestContextSource) {
            coreContext = CoreRequestContextStorage(source: source)
            channel = source.channel
        }
    }

    let routes: Routes

    func respond(to request: Request, context: Context) async throws -> Response {
        let answer = await routes.answer(
            WebRequest(
                method: request.method,
                path: request.uri.path,
                query: request.uri.query,
                headers: request.headers,
                authority: request.head.authority,
                isFromLoopback: context.channel.remoteAddress?.isLoopback ?? false
            )
        )
        if let stream = answer.stream {
            return Response(
                status: answer.status,
                headers: answer.headers,
                body: Self.body(answer.body, then: stream, to: request, over: context.channel)
            )
        }
        var headers = answer.headers
        headers[.contentLength] = String(answer.body.count)
        let body = request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        return Response(status: answer.status, headers: headers, body: body)
    }

    /// A body that ends with its stream, or when the client goes, or when it is cut off.
    private static func body(
        _ start: [UInt8],
        then stream: any WebStream,
        to request: Request,
        over channel: any Channel
    ) -> ResponseBody {
        ResponseBody { writer in
            // A write that waits for a client who does not read ends when the connection does.
            stream.onCut { channel.close(promise: nil) }
            defer { stream.left() }
            // Nothing is written for a while, so that only what comes in tells that the client has gone.
            try await request.body.consumeWithInboundCloseHandler { _ in
                try await writer.write(ByteBuffer(bytes: start))
                while let bytes = await stream.next() { try await writer.write(ByteBuffer(bytes: bytes)) }
                try await writer.finish(nil)
            } onInboundClosed: {
                stream.left()
            }
        }
    }
}

extension SocketAddress {
    /// Whether it is an address of this machine that no other can reach.
    fileprivate var isLoopback: Bool {
        guard let text = ipAddress else { return false }
        return text.hasPrefix("127.") || text == "::1" || text.lowercased().hasPrefix("::ffff:127.")
    }
}
