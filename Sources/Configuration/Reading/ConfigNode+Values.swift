public import FoundationEssentials

/// Values of a kind: booleans, numbers, durations, sizes, choices, addresses and paths.
extension ConfigNode {
    /// `true` or `false`; `yes`, `on`, `True` and quoted ones are problems.
    public func bool() -> Bool? {
        let wanted = "true or false"
        guard let text = unquoted(wanted: wanted) else { return nil }
        switch text {
        case "true": return true
        case "false": return false
        default:
            report("\(shown) is not a boolean; want \(wanted)")
            return nil
        }
    }

    /// A whole number in decimal digits; `010`, `0x1F`, `1_000`, `+1` and `1e3` are problems.
    public func int(in range: ClosedRange<Int> = .min ... .max) -> Int? {
        let limits = range == .min ... .max ? "" : ", \(range.lowerBound) to \(range.upperBound)"
        let wanted = "a whole number\(limits)"
        guard let text = unquoted(wanted: wanted) else { return nil }
        guard NumberText.isWhole(text) else {
            report("\(shown) is not written as \(wanted); want digits alone, without leading zeros")
            return nil
        }
        guard let number = Int(text), range.contains(number) else {
            report("\(shown) is out of range; want \(wanted)")
            return nil
        }
        return number
    }

    /// A number in decimal digits, with or without a point; no exponent, no infinity.
    public func double(in range: ClosedRange<Double>? = nil) -> Double? {
        let wanted = range.map { "a number, \($0.lowerBound) to \($0.upperBound)" } ?? "a number"
        guard let text = unquoted(wanted: wanted) else { return nil }
        guard NumberText.isDecimal(text), let number = Double(text), number.isFinite else {
            report("\(shown) is not written as \(wanted); want digits, with or without a decimal point")
            return nil
        }
        guard range?.contains(number) ?? true else {
            report("\(shown) is out of range; want \(wanted)")
            return nil
        }
        return number
    }

    /// A duration as `DurationText` reads it.
    public func duration(in range: ClosedRange<Duration> = .zero...DurationText.longest) -> Duration? {
        guard let text = resolved(wanted: "a duration like 250ms, 5s, 2m, 1h30m or 30d")?.text else { return nil }
        let duration: Duration
        do {
            duration = try DurationText.parse(text)
        } catch {
            report(text.isEmpty ? error.description : "\(shown) \(error)")
            return nil
        }
        guard range.contains(duration) else {
            let short = duration < range.lowerBound
            let limits = "\(DurationText.format(range.lowerBound)) to \(DurationText.format(range.upperBound))"
            report("\(shown) is too \(short ? "short" : "long"); want \(limits)")
            return nil
        }
        return duration
    }

    /// A number of bytes as `ByteSizeText` reads it.
    public func byteSize(in range: ClosedRange<Int> = 0 ... .max) -> Int? {
        guard let text = resolved(wanted: "a size like 4096, 256KiB, 5MiB or 1GB")?.text else { return nil }
        let size: Int
        do {
            size = try ByteSizeText.parse(text)
        } catch {
            report(text.isEmpty ? error.description : "\(shown) \(error)")
            return nil
        }
        guard range.contains(size) else {
            let small = size < range.lowerBound
            let limit = ByteSizeText.format(small ? range.lowerBound : range.upperBound)
            report("\(shown) is too \(small ? "small" : "large"); want at \(small ? "least" : "most") \(limit)")
            return nil
        }
        return size
    }

    /// One of the cases of `choices`, by its raw value.
    public func choice<Choice: CaseIterable & RawRepresentable>(
        of choices: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        let names = choices.allCases.map(\.rawValue)
        let wanted = "one of \(names.joined(separator: ", "))"
        guard let text = resolved(wanted: wanted)?.text else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let near = hasReferences ? nil : NearestName.of(text, among: names)
        let meant = near.map { "; did you mean \($0)?" } ?? ""
        report("\(shown) is not \(wanted)\(meant)")
        return nil
    }

    /// An absolute URL with one of `schemes`, in lower case, and a host; where the scheme ends in `+unix`, with a path.
    ///
    /// Problems do not show the URL: it may contain a password or a token.
    public func url(schemes: [String]) -> URL? {
        let wanted = "a URL that begins with \(schemes.map { "\($0)://" }.joined(separator: " or "))"
        guard let text = resolved(wanted: wanted)?.text else { return nil }
        switch URLText.parse(text, schemes: schemes) {
        case .success(let url): return url
        case .failure(let refusal):
            report("\(refusal); want \(wanted)")
            return nil
        }
    }

    /// A URL as `url(schemes:)` reads it that is itself a secret, as webhook addresses are.
    public func secretURL(schemes: [String]) -> Secret? {
        guard url(schemes: schemes) != nil else { return nil }
        return secret()
    }

    /// The absolute path that this relative or absolute path means; relative ones begin at the folder of their file.
    ///
    /// Whether there is such a file is not looked at.
    public func path() -> String? { location()?.absolute }
}

extension ConfigNode {
    /// Where the path leads, and how to show it.
    func location() -> (absolute: String, shown: String)? {
        guard let text = resolved(wanted: "a path")?.text else { return nil }
        guard !text.isEmpty else {
            report("is empty; want a path")
            return nil
        }
        guard !text.hasPrefix("~/"), text != "~" else {
            report("~ is not expanded; write the whole path, or one relative to this file")
            return nil
        }
        if text.hasPrefix("/") { return (text, hasReferences ? shown : text) }
        guard let folder = source.folder else {
            report("an embedded configuration has no folder; write an absolute path")
            return nil
        }
        let location = folder.resolve(text)
        return hasReferences ? (location.absolute, shown) : location
    }

    /// The text of a number or a boolean: without quotes, or out of a reference.
    private func unquoted(wanted: String) -> String? {
        guard let resolved = resolved(wanted: wanted) else { return nil }
        guard !isQuoted else {
            report("\(shown) is text; want \(wanted), without quotes")
            return nil
        }
        return resolved.text
    }
}
