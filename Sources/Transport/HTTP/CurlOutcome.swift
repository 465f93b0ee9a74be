import CShims

/// What the end of a transfer means.
enum CurlOutcome {
    /// The answer of a transfer that ended well.
    static func answer(of transfer: CurlTransfer, to call: CallInProgress, at now: Instant) -> HTTPAnswer {
        let handle = transfer.handle
        let connected = handle.time(CURLINFO_CONNECT_TIME_T)
        let secured = handle.time(CURLINFO_APPCONNECT_TIME_T)
        let ready = handle.time(CURLINFO_PRETRANSFER_TIME_T)
        let phases = HTTPPhases(
            dns: call.dns,
            connect: span(handle.time(CURLINFO_NAMELOOKUP_TIME_T) ?? .zero, connected),
            tls: call.pending.url.isSecure ? span(connected, secured) : nil,
            firstByte: span(ready, handle.time(CURLINFO_STARTTRANSFER_TIME_T)),
            total: call.pending.began.duration(to: now)
        )
        return HTTPAnswer(
            status: handle.number(CURLINFO_RESPONSE_CODE),
            headers: transfer.headers,
            body: transfer.body,
            phases: phases,
            peer: handle.text(CURLINFO_PRIMARY_IP).flatMap { ip in
                NumericHost.address(ip, port: handle.number(CURLINFO_PRIMARY_PORT)).map(PeerAddress.text)
            }
        )
    }

    private static func span(_ from: Duration?, _ to: Duration?) -> Duration? {
        guard let from, let to else { return nil }
        return max(.zero, to - from)
    }

    /// The failure behind a code.
    static func failure(_ code: CURLcode, of transfer: CurlTransfer, to call: CallInProgress, at now: Instant)
        -> HTTPFailure
    {
        let elapsed = call.pending.began.duration(to: now)
        let isSecure = call.pending.url.isSecure
        if transfer.isTooLarge { return .tooLarge(limit: transfer.maxBody) }
        if transfer.isHeadTooLong { return .broken("the answer's head is longer than \(CurlTransfer.mostHead) bytes") }
        let words = transfer.words(for: code)
        switch code {
        case CURLE_OPERATION_TIMEDOUT:
            return late(transfer, after: elapsed, isSecure: isSecure)
        case CURLE_COULDNT_CONNECT:
            return unconnected(transfer, words, after: elapsed)
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR,
            CURLE_SSL_INVALIDCERTSTATUS:
            return .tls(words)
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT,
            CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_BAD_FUNCTION_ARGUMENT,
            CURLE_UNKNOWN_OPTION, CURLE_NOT_BUILT_IN:
            return .local(words)
        case CURLE_URL_MALFORMAT:
            return .badURL("can't be read: \(words)")
        default:
            // Everything else is the other side's: nothing, half of it, or what is no HTTP.
            return .broken(words)
        }
    }

    /// Whether other addresses may do better.
    static func isUnconnected(_ code: CURLcode, _ transfer: CurlTransfer) -> Bool {
        code == CURLE_COULDNT_CONNECT
            || (code == CURLE_OPERATION_TIMEDOUT && !hasConnected(transfer))
    }

    private static func hasConnected(_ transfer: CurlTransfer) -> Bool {
        transfer.hasBegunTLS || transfer.handle.time(CURLINFO_CONNECT_TIME_T) != nil
    }

    private static func late(_ transfer: CurlTransfer, after elapsed: Duration, isSecure: Bool) -> HTTPFailure {
        guard hasConnected(transfer) else { return .connectTimedOut(after: elapsed) }
        if isSecure, transfer.handle.time(CURLINFO_APPCONNECT_TIME_T) == nil {
            return .tlsTimedOut(after: elapsed)
        }
        return .timedOut(after: elapsed)
    }

    private static func unconnected(_ transfer: CurlTransfer, _ words: String, after elapsed: Duration) -> HTTPFailure {
        let addresses = transfer.addresses.map(PeerAddress.text)
        let last = CInt(clamping: transfer.handle.number(CURLINFO_OS_ERRNO))
        let family: AddressFamily = transfer.addresses.contains { $0.family == .v6 } ? .v6 : .v4
        return switch cause(transfer.socketFault, last, family: family) {
        case .refused: .refused(addresses)
        case .reset: .broken("connection reset by peer before any answer")
        case .timedOut: .connectTimedOut(after: elapsed)
        case .unreachable: .hostUnreachable(addresses.joined(separator: ", "))
        case .noRoute: .noRoute(addresses.joined(separator: ", "))
        case .exhausted: .noDescriptors
        case .crowded, .other: .local(words)
        }
    }

    /// Why there is no connection, of the error of the last socket that could not be made and that of the last connect
    /// (0 for none). An address that was not tried for want of a descriptor says nothing, and the others alone don't
    /// tell the whole; a machine without one of the families, on the other hand, tried what it could. `family` is IPv6
    /// where any of the addresses was: libcurl does not tell on which of them an error came.
    static func cause(_ socketFault: CInt?, _ connectFault: CInt, family: AddressFamily) -> ConnectCause {
        let connected = ConnectCause(errno: connectFault, family: family)
        guard let socketFault else { return connected }
        let cause = ConnectCause(errno: socketFault, family: family)
        switch cause {
        case .exhausted, .other: return cause
        case .refused, .reset, .timedOut, .unreachable, .noRoute, .crowded: return connectFault == 0 ? cause : connected
        }
    }
}
