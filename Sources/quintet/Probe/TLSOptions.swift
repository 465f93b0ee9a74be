import ArgumentParser
import Probes
import Transport

/// Whom a probe without a file trusts, and who it says it is.
struct TLSOptions: ParsableArguments {
    @Flag(help: "Accept any certificate.")
    var insecure = false

    @Option(help: ArgumentHelp("Certificates of the authorities to trust (PEM).", valueName: "file"))
    var caFile: String?

    @Option(help: ArgumentHelp("Our own certificate (PEM).", valueName: "file"))
    var cert: String?

    @Option(help: ArgumentHelp("The key of our certificate (PEM); may be the same file.", valueName: "file"))
    var key: String?

    var given: [String] {
        [("--insecure", insecure), ("--ca-file", caFile != nil), ("--cert", cert != nil), ("--key", key != nil)].given
    }

    /// Adds what TLS needs; reads its files, so that one that can't be used is told of before any run.
    func apply(to target: inout Target) throws {
        guard cert == nil || key != nil else { throw ValidationError("--cert needs --key FILE beside it") }
        guard key == nil || cert != nil else { throw ValidationError("--key needs --cert FILE beside it") }
        guard !insecure || caFile == nil else {
            throw ValidationError("--ca-file is not used with --insecure; remove one of the two")
        }
        target.tls = TLSSettings(caFile: caFile, certificateFile: cert, keyFile: key, isInsecure: insecure)
        for fault in target.tls.faults() {
            let flag =
                switch fault.file {
                case .authorities: "--ca-file"
                case .certificate: "--cert"
                case .key: "--key"
                }
            throw ValidationError("\(flag): \(fault.reason)")
        }
    }
}
