import HTTPTypes

/// Makes HTTP requests, thousands at once, on one thread of its own over libcurl's multi interface.
///
/// Names are looked up by Quintet's own resolver, so that a dead name delays nobody but those who need it. Each call
/// opens a connection of its own; redirections are answers and are not followed; proxies that the environment names
/// are not used.
///
/// ```swift
/// let answer = try await client.send(HTTPCall(url: "http://127.0.0.1:8000/health"), before: .now + .seconds(5))
/// ```
public final class HTTPClient: Sendable {
    private let resolver: NameResolver
    private let inbox = CurlInbox()

    /// A client that starts its thread with the first call.
    public init(resolver: NameResolver) { self.resolver = resolver }

    deinit { inbox.stop() }

    /// Makes one request. Ends by `deadline`, and at once when the task is cancelled; then its connection is closed.
    public func send(_ call: HTTPCall, before deadline: Instant) async throws(HTTPFailure) -> HTTPAnswer {
        let (url, destination) = try check(call)
        let ticket = inbox.ticket()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let pending = PendingCall(
                    ticket: ticket,
                    call: call,
                    url: url,
                    destination: destination,
                    began: .now,
                    deadline: deadline
                ) { continuation.resume(returning: $0) }
                if let refusal = inbox.call(pending, with: resolver) {
                    continuation.resume(returning: .failure(refusal))
                } else if Task.isCancelled {
                    // A cancellation that came before the call found nothing to cancel.
                    inbox.leave(.cancel(ticket))
                }
            }
        } onCancel: {
            inbox.leave(.cancel(ticket))
        }
        return try result.get()
    }

    /// Ends every call as ``HTTPFailure/cancelled``, those made later too, and the thread.
    public func shutDown() { inbox.stop() }

    private func check(_ call: HTTPCall) throws(HTTPFailure) -> (CurlURL, Destination) {
        guard HTTPField.Name(call.method) != nil else { throw .local("\(call.method) is no method") }
        let url: CurlURL
        do throws(CurlURL.Refusal) {
            url = try CurlURL(call.url)
        } catch {
            throw .badURL(error.description)
        }
        do throws(Destination.Refusal) {
            let destination = try Destination(
                host: url.host,
                port: url.port,
                choice: call.addresses,
                pinned: call.pinned
            )
            return (url, destination)
        } catch {
            throw .local("\(url.host): \(error)")
        }
    }
}
