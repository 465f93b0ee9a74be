import CShims

/// An easy handle of libcurl, used for one transfer after the other. Its names are its own: in the cache that the
/// handles of a multi handle share, a call pinned to some address would redirect the others.
final class CurlHandle {
    let easy: UnsafeMutableRawPointer
    private let names: UnsafeMutableRawPointer

    /// Nil when there is no memory.
    init?() {
        guard let easy = curl_easy_init() else { return nil }
        guard let names = curl_share_init() else {
            curl_easy_cleanup(easy)
            return nil
        }
        (self.easy, self.names) = (easy, names)
        _ = quintet_curl_share_names(names)
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_share_cleanup(names)
    }

    /// Forgets every option of the transfer before.
    func reset() {
        curl_easy_reset(easy)
        set(CURLOPT_SHARE, names)
    }

    // An option that this libcurl does not know has no other way to be told than its result, and each one set here is
    // older than the oldest libcurl that builds us; what is left is want of memory, which the transfer itself meets.

    func set(_ option: CURLoption, _ value: Int) { _ = quintet_curl_set_long(easy, option, value) }

    func set(_ option: CURLoption, _ value: String?) { _ = quintet_curl_set_string(easy, option, value) }

    func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) {
        _ = quintet_curl_set_pointer(easy, option, value)
    }

    func set(_ option: CURLoption, list value: CurlList) { _ = quintet_curl_set_list(easy, option, value.first) }

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return quintet_curl_get_long(easy, info, &value) == CURLE_OK ? value : 0
    }

    func text(_ info: CURLINFO) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        guard quintet_curl_get_string(easy, info, &value) == CURLE_OK, let value else { return nil }
        return String(cString: value)
    }

    /// Nil for a phase that was not reached.
    func time(_ info: CURLINFO) -> Duration? {
        var value: curl_off_t = 0
        guard quintet_curl_get_microseconds(easy, info, &value) == CURLE_OK, value > 0 else { return nil }
        return .microseconds(value)
    }
}

/// A list of strings in libcurl's own form.
final class CurlList {
    private(set) var first: UnsafeMutablePointer<curl_slist>?

    init(_ texts: [String]) {
        for text in texts {
            // Without memory the list stays as it was, and is freed as such.
            if let longer = curl_slist_append(first, text) { first = longer }
        }
    }

    deinit { curl_slist_free_all(first) }
}
