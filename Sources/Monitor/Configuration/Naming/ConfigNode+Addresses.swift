import Configuration
import FoundationEssentials
import Transport

/// Addresses and files. No problem of theirs shows the value: it may hold a token.
extension ConfigNode {
    /// Where a WebSocket is.
    func webSocketURL() -> WebSocketURL? {
        guard let text = string() else { return nil }
        do {
            return try WebSocketURL(text)
        } catch {
            report(error.description)
            return nil
        }
    }

    /// Where an HTTP request goes: `http://` or `https://`, without a user in it.
    func httpURL() -> String? {
        guard let url = url(schemes: ["http", "https"]) else { return nil }
        guard url.user() == nil, url.password() == nil else {
            report("has a user or password in it; want a URL without, as secrets have keys of their own")
            return nil
        }
        guard url.fragment() == nil else {
            report("has a fragment (#…), which is never sent; percent-encode the #, or remove it")
            return nil
        }
        return url.absoluteString
    }

    /// The absolute path of a file that is there.
    func existingFile() -> String? {
        guard let path = path() else { return nil }
        var isDirectory: Bool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            report("the file \(path) does not exist; create it or correct the path")
            return nil
        }
        guard !isDirectory else {
            report("\(path) is a directory; name a file")
            return nil
        }
        return path
    }

    /// Says that this part is checked and does nothing.
    func noteUnbuilt() {
        note("not in force yet")
    }
}
