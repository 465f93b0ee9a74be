import HTTPTypes

/// Turns header lines into fields (RFC 9112 §5).
enum HeaderLines {
    /// More lines than this are refused; a head of 16 KiB seldom has fifty.
    static let most = 200

    static func fields(_ lines: ArraySlice<Substring>) throws(HeadError) -> HTTPFields {
        guard lines.count <= most else { throw .malformed("more than \(most) header lines") }
        var fields = HTTPFields()
        for line in lines {
            guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else {
                throw .malformed("a header line without a colon: \(shown(line))")
            }
            guard let name = HTTPField.Name(String(line[..<colon])) else {
                throw .malformed("a header name that is no token: \(shown(line))")
            }
            let value = line[line.utf8.index(after: colon)...].trimmed
            guard HTTPField.isValidValue(value) else {
                throw .malformed("a control character in the header \(name.rawName)")
            }
            fields.append(HTTPField(name: name, value: value))
        }
        return fields
    }

    /// A line as it may stand in a message: short, and printable.
    static func shown(_ line: Substring) -> String {
        let text = line.unicodeScalars.prefix(60).map {
            $0.isASCII && $0.value >= 0x20 && $0.value != 0x7F ? Character($0) : "?"
        }
        return "\"\(String(text))\""
    }
}

extension Substring {
    /// Without the optional white space around a field value.
    var trimmed: String {
        var view = utf8
        while let first = view.first, first == 0x20 || first == 0x09 { view = view.dropFirst() }
        while let last = view.last, last == 0x20 || last == 0x09 { view = view.dropLast() }
        return String(Substring(view))
    }
}
