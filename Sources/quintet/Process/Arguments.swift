/// The arguments as the system gave them.
enum Arguments {
    /// Which argument is not UTF-8, counted from 1; nil when all are. Swift repairs such a text without a word, and a probe
    /// would ask, and open, something else than it was told.
    static var misread: Int? {
        for place in 1..<max(1, Int(CommandLine.argc)) {
            guard let bytes = CommandLine.unsafeArgv[place] else { return nil }
            if String(validatingCString: bytes) == nil { return place }
        }
        return nil
    }
}
