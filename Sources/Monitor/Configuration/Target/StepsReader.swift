import Configuration
import FoundationEssentials

/// Checks `steps`: HTTP requests before the socket is opened, which may capture values for later.
enum StepsReader {
    private static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"]

    /// The names of the values that the steps capture, in order.
    static func captures(_ node: ConfigNode) -> [String] {
        guard let items = node.list(count: 0...20) else { return [] }
        var names: [String] = []
        for item in items { step(item, &names) }
        return names
    }

    private static func step(_ node: ConfigNode, _ captures: inout [String]) {
        guard let map = node.mapping() else { return }
        if let request = map.required("http", "the request, as GET https://example.com/cart") {
            check(request: request, captures: captures)
        }
        if let headers = map["headers"] { _ = HeaderReader.plain(headers) }
        _ = map["body"]?.filledIn(with: captures)
        for (name, path) in map["capture"]?.mapping()?.entries ?? [] {
            guard isVariable(name) else {
                path.report("is no name of a variable; want lower case letters, digits and _, a letter first")
                continue
            }
            if captures.contains(name) { path.report("is captured by an earlier step; choose another name") }
            captures.append(name)
            _ = path.value("a path into the answer, like $.id") { $0.hasPrefix("$.") && $0.count > 2 ? $0 : nil }
        }
        map.finish()
    }

    private static func check(request node: ConfigNode, captures: [String]) {
        guard let text = node.filledIn(with: captures) else { return }
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, methods.contains(String(parts[0])) else {
            node.report("does not begin with a method; want \(methods.joined(separator: ", ")), a space and a URL")
            return
        }
        // What a capture brings is not known yet; a letter stands for it.
        let address = captures.reduce(String(parts[1])) { $0.replacing("${\($1)}", with: "x") }
        guard let url = URL(string: address, encodingInvalidCharacters: false),
            ["http", "https"].contains(url.scheme?.lowercased()), url.host()?.isEmpty == false
        else {
            node.report("has no URL behind its method; want http://… or https://…")
            return
        }
    }

    private static func isVariable(_ name: String) -> Bool {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let first = name.utf8.first, letters.contains(first) else { return false }
        return name.utf8.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "_") }
    }
}
