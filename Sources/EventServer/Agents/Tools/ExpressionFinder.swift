/// Finds the arithmetic in a sentence: `what is 2 * (3 + 4)?` has `2 * (3 + 4)`.
enum ExpressionFinder {
    /// The first run of words that is arithmetic with at least one operator and that can be read; nil without one.
    static func find(in text: String) -> String? {
        var run: [Substring] = []
        for word in Substring(text.unicodeScalars.prefix(Expression.longest)).split(whereSeparator: \.isWhitespace) {
            let bare = word.trimmingPunctuation
            if !bare.isEmpty, isArithmetic(bare) {
                run.append(bare)
                // A question mark ends the sentence, and the expression with it.
                if bare.endIndex == word.endIndex { continue }
            }
            if let expression = expression(run) { return expression }
            run = []
        }
        return expression(run)
    }

    private static func expression(_ words: [Substring]) -> String? {
        let text = words.joined(separator: " ")
        let inner = text.utf8.dropFirst()
        guard inner.contains(where: { "+-*/%^(".utf8.contains($0) }),
            text.utf8.contains(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            !isDate(text)
        else { return nil }
        do throws(ToolFailure) {
            _ = try Expression.value(of: text)
            return text
        } catch {
            switch error {
            // These are arithmetic, and the tool says what is wrong with it.
            case .divisionByZero, .tooLarge: return text
            case .notUnderstood, .missing, .timedOut: return nil
            }
        }
    }

    /// `2026-01-31` is no subtraction.
    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-")
        return parts.map(\.utf8.count) == [4, 2, 2] && parts.allSatisfy { Int($0) != nil }
    }

    private static func isArithmetic(_ word: Substring) -> Bool {
        var rest = word
        for name in ["sqrt", "abs", "round"] where rest.hasPrefix(name + "(") { rest = rest.dropFirst(name.count) }
        return rest.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-*/%^().".utf8.contains(byte)
        }
    }
}

extension Substring {
    /// Without the marks that end a sentence.
    fileprivate var trimmingPunctuation: Substring {
        var word = self
        while let last = word.last, "?!,;:=.".contains(last) { word = word.dropLast() }
        return word
    }
}
