extension Duration {
    /// Whole milliseconds, rounded up, so that nothing wakes before its time; 0 when negative.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1000)
        return isTooLong ? .max : whole + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
