import FoundationEssentials

/// Which texts are addresses of something.
enum URLText {
    /// Why a text is none. It tells nothing of the text.
    enum Refusal: Error, Equatable {
        case empty
        case malformed
        case scheme
        case noHost
        case port
        case noSocketPath
    }

    /// The URL that `text` says, if it is absolute and has one of `schemes`.
    static func parse(_ text: String, schemes: [String]) -> Result<URL, Refusal> {
        guard !text.isEmpty else { return .failure(.empty) }
        // Without this, URL corrects what the user wrote, by percent-encoding it.
        guard let url = URL(string: text, encodingInvalidCharacters: false), let scheme = url.scheme,
            text.dropFirst(scheme.count).hasPrefix("://")
        else { return .failure(.malformed) }
        guard schemes.contains(scheme.lowercased()) else { return .failure(.scheme) }
        if scheme.lowercased().hasSuffix("+unix") {
            return url.path().isEmpty || url.path() == "/" ? .failure(.noSocketPath) : .success(url)
        }
        guard let host = url.host(), !host.isEmpty else { return .failure(.noHost) }
        guard (1...65_535).contains(url.port ?? 1) else { return .failure(.port) }
        return .success(url)
    }
}

extension URLText.Refusal: CustomStringConvertible {
    /// What is wrong.
    var description: String {
        switch self {
        case .empty: "is empty"
        case .malformed: "is not a URL"
        case .scheme: "has a scheme that is not used here"
        case .noHost: "names no host"
        case .port: "has a port that is not one of 1 to 65535"
        case .noSocketPath: "names no socket path"
        }
    }
}
