import NIOCore
import NIOSSL

/// What the errors of NIOSSL say, in the terms of ``TLSFailure``.
enum NIOSSLWords {
    /// Whether the peer only forgot its close_notify: many do, and the WebSocket close frame has said the end already.
    static func isUncleanEnd(_ error: any Error) -> Bool {
        (error as? NIOSSLError) == .uncleanShutdown
    }

    /// The failure behind an error of the TLS layer; nil when the error comes from somewhere else.
    static func failure(_ error: any Error) -> TLSFailure? {
        switch error {
        case NIOSSLError.handshakeFailed(let inner): failure(inner)
        case NIOSSLError.uncleanShutdown: .broken("the server closed the connection")
        case let inner as BoringSSLError: failure(inner)
        case let other as NIOSSLError: .broken(String(describing: other))
        case let other as NIOSSLExtraError: .broken(String(describing: other))
        default: nil
        }
    }

    /// Why a file or a setting can't be used.
    static func words(of error: any Error) -> String {
        switch error {
        case let error as BoringSSLError: failure(error).description
        case NIOSSLError.failedToLoadCertificate: "there is no certificate in it"
        case NIOSSLError.failedToLoadPrivateKey: "there is no private key in it"
        default: SystemError.text(of: error)
        }
    }

    private static func failure(_ error: BoringSSLError) -> TLSFailure {
        switch error {
        case .sslError(let stack) where stack.contains(.eofDuringHandshake):
            return .broken("the server closed the connection")
        case .sslError(let stack), .unknownError(let stack), .invalidSNIName(let stack), .failedToSetALPN(let stack):
            return failure(named: stack.lazy.map { reason($0.description) }.first ?? "no reason given")
        case .noError, .zeroReturn, .wantRead, .wantWrite, .wantConnect, .wantAccept, .wantX509Lookup,
            .wantCertificateVerify, .syscallError:
            return .broken("\(error)")
        }
    }

    /// BoringSSL names its errors in capitals: `WRONG_VERSION_NUMBER`, `TLSV1_ALERT_UNKNOWN_CA`.
    private static func failure(named name: String) -> TLSFailure {
        switch name {
        case "WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST", "UNEXPECTED_RECORD", "RECORD_TOO_LARGE":
            .protocolMismatch("the server does not answer in TLS")
        case "UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "INAPPROPRIATE_FALLBACK":
            .protocolMismatch("the server speaks no TLS version from 1.2 on")
        case "NO_SHARED_CIPHER", "HANDSHAKE_FAILURE_ON_CLIENT_HELLO":
            .protocolMismatch("no cipher or parameter in common with the server")
        case _ where name.contains("_ALERT_"):
            .rejected(name.split(separator: "_ALERT_").last.map { words(String($0)) } ?? name)
        default:
            .broken(words(name))
        }
    }

    /// `Error: 268435703 error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER at …/tls_record.cc:231`
    private static func reason(_ text: String) -> String {
        guard let mark = text.firstRange(of: "OPENSSL_internal:") else { return text }
        return String(text[mark.upperBound...].prefix { $0 != " " })
    }

    private static func words(_ name: String) -> String {
        name.lowercased().replacing("_", with: " ")
    }
}
