import CShims
import Glibc
import HTTPTypes
import NIOCore

/// One attempt of a call, at a list of addresses: options in, callbacks meanwhile, an outcome at the end. Confined to
/// the client's thread.
final class CurlTransfer {
    /// Bytes of an answer's head; libcurl itself had no limit for long.
    static let mostHead = 64 << 10

    let handle: CurlHandle
    let addresses: [SocketAddress]
    let maxBody: Int
    private let onBody: (@Sendable (Int, [UInt8]) -> Bool)?
    private let lists: [CurlList]
    private let words: UnsafeMutablePointer<CChar>
    private(set) var headers = HTTPFields()
    private(set) var body: [UInt8] = []
    private(set) var isTooLarge = false
    private(set) var isHeadTooLong = false
    /// Why the system gave no socket, as its error number: libcurl tells only that there was no connection.
    private(set) var socketFault: CInt?
    /// Whether TLS was begun, so that there was a connection: libcurl tells when it was made only once TLS is done.
    private(set) var hasBegunTLS = false
    private var headBytes = 0

    init(_ call: HTTPCall, to url: CurlURL, at addresses: [SocketAddress], within time: Duration, on handle: CurlHandle)
    {
        self.handle = handle
        self.addresses = addresses
        maxBody = call.maxBody
        onBody = call.onBody
        words = .allocate(capacity: Int(CURL_ERROR_SIZE))
        words.pointee = 0
        let named = call.tls.serverName ?? url.host
        lists = [
            CurlList(CurlHead.lines(call, to: url)),
            CurlList(CurlHead.pins(named, url.port, addresses)),
            CurlList(CurlHead.detour(named)),
        ]
        handle.reset()
        setPlace(call, url, named)
        setRequest(call)
        setTLS(call.tls)
        setCallbacks(within: time)
    }

    deinit { words.deallocate() }

    /// libcurl's own words for what went wrong.
    func words(for code: CURLcode) -> String {
        words.pointee == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: words)
    }

    private func setPlace(_ call: HTTPCall, _ url: CurlURL, _ named: String) {
        handle.set(CURLOPT_URL, named == url.host ? url.text : url.at(host: named) ?? url.text)
        // A name that is pinned never meets libcurl's own resolver, which would block a thread of its own.
        handle.set(CURLOPT_RESOLVE, list: lists[1])
        handle.set(CURLOPT_CONNECT_TO, list: lists[2])
        _ = quintet_curl_set_web_only(handle.easy)
        // What the environment says about proxies is not in the configuration.
        handle.set(CURLOPT_PROXY, "")
        handle.set(CURLOPT_PATH_AS_IS, 1)
        // Each call measures a connection of its own.
        handle.set(CURLOPT_FRESH_CONNECT, 1)
        handle.set(CURLOPT_FORBID_REUSE, 1)
        handle.set(CURLOPT_HAPPY_EYEBALLS_TIMEOUT_MS, 250)
    }

    private func setRequest(_ call: HTTPCall) {
        handle.set(CURLOPT_HTTPHEADER, list: lists[0])
        if call.method == "HEAD" { handle.set(CURLOPT_NOBODY, 1) }
        if let body = call.body ?? (["POST", "PUT", "PATCH"].contains(call.method) ? [] : nil) {
            _ = quintet_curl_set_offset(handle.easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
            // An array without elements may be nowhere, which would mean that the body is read by a callback.
            (body.isEmpty ? [0] : body).withUnsafeBytes { bytes in
                handle.set(CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: bytes.baseAddress))
            }
        }
        handle.set(CURLOPT_CUSTOMREQUEST, call.method)
    }

    private func setTLS(_ tls: TLSSettings) {
        handle.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        handle.set(CURLOPT_SSL_VERIFYPEER, tls.isInsecure ? 0 : 1)
        handle.set(CURLOPT_SSL_VERIFYHOST, tls.isInsecure ? 0 : 2)
        handle.set(CURLOPT_SSL_SESSIONID_CACHE, 0)
        // A folder of authorities beside the file would keep libcurl from remembering the file, at 20 ms a call.
        handle.set(CURLOPT_CAPATH, nil as String?)
        if let file = tls.caFile { handle.set(CURLOPT_CAINFO, file) }
        // A file of our own is small, and a new one counts at once.
        _ = quintet_curl_set_authority_cache(handle.easy, tls.caFile == nil ? 60 : 0)
        if let file = tls.certificateFile {
            handle.set(CURLOPT_SSLCERT, file)
            handle.set(CURLOPT_SSLKEY, tls.keyFile ?? file)
        }
    }

    private func setCallbacks(within time: Duration) {
        // Up: what is given up before the deadline would be told as silent for longer than it was.
        let milliseconds = Int(clamping: max(1, (time + .nanoseconds(999_999)).milliseconds))
        handle.set(CURLOPT_TIMEOUT_MS, milliseconds)
        handle.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds)
        handle.set(CURLOPT_NOSIGNAL, 1)
        handle.set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(words))
        let me = Unmanaged.passUnretained(self).toOpaque()
        handle.set(CURLOPT_OPENSOCKETDATA, me)
        _ = quintet_curl_set_open(handle.easy) { context, _, address in
            guard let context, let address = address?.pointee else { return CURL_SOCKET_BAD }
            return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().openSocket(for: address)
        }
        handle.set(CURLOPT_SSL_CTX_DATA, me)
        // A function is as wide as any pointer (POSIX, dlsym).
        handle.set(CURLOPT_SSL_CTX_FUNCTION, unsafeBitCast(Self.beginsTLS, to: UnsafeMutableRawPointer.self))
        handle.set(CURLOPT_WRITEDATA, me)
        _ = quintet_curl_set_write(handle.easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            CurlTransfer.take(bytes, size * count, context) { $0.takeBody($1) }
        }
        handle.set(CURLOPT_HEADERDATA, me)
        _ = quintet_curl_set_write(handle.easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            CurlTransfer.take(bytes, size * count, context) { $0.takeHead($1) }
        }
    }

    private typealias ContextCallback =
        @convention(c) (UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?) -> CURLcode

    /// libcurl has a connection and is about to speak TLS.
    private static let beginsTLS: ContextCallback = { _, _, context in
        if let context { Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().hasBegunTLS = true }
        return CURLE_OK
    }

    private func openSocket(for address: curl_sockaddr) -> curl_socket_t {
        let type = address.socktype | CInt(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(address.family, type, address.protocol)
        if descriptor < 0 { socketFault = errno }
        return descriptor
    }

    /// How many bytes were taken; another number than given ends the transfer.
    private static func take(
        _ bytes: UnsafeMutablePointer<CChar>?,
        _ count: Int,
        _ context: UnsafeMutableRawPointer?,
        _ body: (CurlTransfer, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        guard let context else { return 0 }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        return body(transfer, UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
    }

    private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if let onBody { return onBody(handle.number(CURLINFO_RESPONSE_CODE), Array(bytes)) }
        isTooLarge = body.count + bytes.count > maxBody
        if !isTooLarge { body.append(contentsOf: bytes) }
        return !isTooLarge
    }

    private func takeHead(_ line: UnsafeRawBufferPointer) -> Bool {
        headBytes += line.count
        isHeadTooLong = headBytes > Self.mostHead
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            // What came before was informational (RFC 9110 §15.2).
            headers = HTTPFields()
        } else if let field = CurlHead.field(text) {
            headers.append(field)
        }
        return !isHeadTooLong
    }
}
