/// A frame that comes before the first request, or between the events: what it is, whatever envelope it wears.
enum ControlFrame: Equatable {
    case welcome(userID: String?, connectionID: String?)
    case handshakeResponse(threadID: String?, runID: String?)
    case handshakeComplete(threadID: String?)
    /// The server does not accept who we are.
    case authenticationError(String)
    /// The server says that something went wrong.
    case error(String)
    /// Anything else; it is no business of the handshake.
    case other

    private static let welcomes = [
        "connection_established", "factory_connection_established", "isolated_connection_established",
    ]

    /// What `frame` means to the handshake.
    init(_ frame: EventFrame) {
        if Self.welcomes.contains(where: frame.isCalled) {
            self = .welcome(userID: frame.userID, connectionID: frame.connectionID)
        } else if frame.isCalled("handshake_response") {
            self = .handshakeResponse(threadID: frame.threadID, runID: frame.runID)
        } else if frame.isCalled("handshake_complete") {
            self = .handshakeComplete(threadID: frame.threadID)
        } else if frame.isCalled("authentication_error") || frame.isCalled("auth_failed") {
            self = .authenticationError(Self.words(of: frame))
        } else if frame.isCalled("error_message") || frame.isCalled("error") {
            let code = frame.text("error_code")?.uppercased() ?? ""
            let isAboutUs = code.hasPrefix("AUTH") || code == "UNAUTHORIZED" || code.contains("TOKEN")
            self = isAboutUs ? .authenticationError(Self.words(of: frame)) : .error(Self.words(of: frame))
        } else {
            self = .other
        }
    }

    /// What the server says about the error, on one line and short.
    private static func words(of frame: EventFrame) -> String {
        let reason = frame.text("error_message") ?? frame.text("error") ?? frame.text("message")
        let line = [frame.text("error_code"), reason].compactMap(\.self).joined(separator: ": ")
        return line.isEmpty ? "without a reason" : Wording.line(line)
    }
}
