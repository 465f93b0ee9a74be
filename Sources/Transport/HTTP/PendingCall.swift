/// A call on its way to the client's thread, with what waits for its end.
struct PendingCall: Sendable {
    let ticket: UInt64
    let call: HTTPCall
    let url: CurlURL
    let destination: Destination
    let began: Instant
    let deadline: Instant
    let deliver: @Sendable (Result<HTTPAnswer, HTTPFailure>) -> Void
}
