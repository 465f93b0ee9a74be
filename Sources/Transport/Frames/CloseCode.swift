/// A status code of a close frame (RFC 6455 §7.4 and the IANA registry).
public struct CloseCode: RawRepresentable, Hashable, Sendable {
    /// Any number; ``isLegalOnTheWire`` tells those that may be sent.
    public let rawValue: UInt16

    /// A code of this number, legal or not.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// 1000: the purpose is fulfilled.
    public static let normal = CloseCode(rawValue: 1000)
    /// 1001: the server shuts down, or the client leaves.
    public static let goingAway = CloseCode(rawValue: 1001)
    /// 1002: the peer broke the protocol.
    public static let protocolError = CloseCode(rawValue: 1002)
    /// 1003: a kind of data that is not taken.
    public static let unsupportedData = CloseCode(rawValue: 1003)
    /// 1007: a text that is not UTF-8.
    public static let invalidPayload = CloseCode(rawValue: 1007)
    /// 1008: refused by policy; agent servers use it for credentials.
    public static let policyViolation = CloseCode(rawValue: 1008)
    /// 1009: a message beyond the limit.
    public static let messageTooBig = CloseCode(rawValue: 1009)
    /// 1010: an extension that the client cannot do without was not agreed on.
    public static let mandatoryExtension = CloseCode(rawValue: 1010)
    /// 1011: the server met something unexpected.
    public static let internalError = CloseCode(rawValue: 1011)
    /// 1012: the server restarts (IANA registry).
    public static let serviceRestart = CloseCode(rawValue: 1012)
    /// 1013: the server is overloaded (IANA registry).
    public static let tryAgainLater = CloseCode(rawValue: 1013)
    /// 1014: a gateway got no good answer from behind (IANA registry).
    public static let badGateway = CloseCode(rawValue: 1014)

    /// Whether the code may stand in a close frame: 1004, 1005, 1006 and 1015 never do, the rest of
    /// 1000–2999 belongs to the protocol, 3000–4999 to libraries and applications.
    public var isLegalOnTheWire: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}

extension CloseCode: CustomStringConvertible {
    /// The number.
    public var description: String { String(rawValue) }
}

/// What a close frame carried: its code and its reason.
public struct CloseFrame: Sendable, Equatable {
    /// Why the connection is closed.
    public let code: CloseCode
    /// UTF-8, 123 bytes at most.
    public let reason: String

    /// A frame of this code; the caller keeps the reason within 123 bytes.
    public init(_ code: CloseCode, reason: String = "") {
        self.code = code
        self.reason = reason
    }
}
