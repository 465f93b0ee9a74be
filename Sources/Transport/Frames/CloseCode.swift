/// A status code of a close frame (RFC 6455 §7.4 and the IANA registry).
public struct CloseCode: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let normal = CloseCode(rawValue: 1000)
    public static let goingAway = CloseCode(rawValue: 1001)
    public static let protocolError = CloseCode(rawValue: 1002)
    public static let unsupportedData = CloseCode(rawValue: 1003)
    public static let invalidPayload = CloseCode(rawValue: 1007)
    public static let policyViolation = CloseCode(rawValue: 1008)
    public static let messageTooBig = CloseCode(rawValue: 1009)
    public static let mandatoryExtension = CloseCode(rawValue: 1010)
    public static let internalError = CloseCode(rawValue: 1011)
    public static let serviceRestart = CloseCode(rawValue: 1012)
    public static let tryAgainLater = CloseCode(rawValue: 1013)
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
    public var description: String { String(rawValue) }
}

/// What a close frame carried: its code and its reason.
public struct CloseFrame: Sendable, Equatable {
    public let code: CloseCode
    /// UTF-8, 123 bytes at most.
    public let reason: String

    public init(_ code: CloseCode, reason: String = "") {
        self.code = code
        self.reason = reason
    }
}
