import Results

extension Alert {
    /// What the variables of annotations stand for.
    var values: [String: String] {
        var values = [
            "alert": name, "severity": severity.rawValue, "probe": probe, "target": target, "reason": reason,
            "since": since.description,
        ]
        values["result"] = result?.description
        guard let failure else { return values }
        values["failure.class"] = failure.failureClass.rawValue
        values["failure.event"] = failure.event
        values["failure.after"] = failure.after
        values["failure.tool"] = failure.tool
        values["failure.code"] = failure.code.map(String.init)
        values["failure.status"] = failure.status.map(String.init)
        values["failure.blame"] = failure.blame.rawValue
        values["failure.detail"] = failure.detail
        return values
    }
}
