import Configuration
import Transport

/// Reads `tls`: whom the target's connections trust, and who they say they are.
struct TLSReader {
    var settings = TLSSettings()
    var warnBeforeExpiry = Duration.seconds(14 * 86_400)

    /// What `node` says; the defaults without one.
    static func read(_ node: ConfigNode?) -> TLSReader {
        var result = TLSReader()
        guard let node, let map = node.mapping() else { return result }
        let authorities = map["ca_file"]
        let certificate = map["cert_file"]
        let key = map["key_file"]
        result.settings.caFile = authorities?.existingFile()
        result.settings.certificateFile = certificate?.existingFile()
        result.settings.keyFile = key?.existingFile()
        result.settings.serverName = map["server_name"]?.string()
        result.settings.isInsecure = map["insecure"]?.bool() ?? false
        if let days = map["warn_before_expiry"]?.duration() { result.warnBeforeExpiry = days }
        if certificate == nil, let key { key.report("needs cert_file beside it; give the certificate of this key") }
        if key == nil, let certificate {
            certificate.report("needs key_file beside it; give the key of this certificate")
        }
        if result.settings.isInsecure {
            map["insecure"]?.note("certificates of this target are not checked: anybody may answer in its place")
            if let authorities { authorities.report("is not used where insecure is true; remove one of the two") }
        }
        map.finish()
        guard (certificate == nil) == (key == nil) else { return result }
        for fault in result.settings.faults() {
            switch fault.file {
            case .authorities: authorities?.report(fault.reason)
            case .certificate: certificate?.report(fault.reason)
            case .key: key?.report(fault.reason)
            }
        }
        return result
    }
}
