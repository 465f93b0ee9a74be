extension TLSSettings {
    /// The settings that name a file.
    public enum File: Sendable, Equatable {
        case authorities
        case certificate
        case key
    }

    /// Why a file can't be used.
    public struct Fault: Sendable, Equatable {
        /// Which of the files.
        public let file: File
        /// The path, what is wrong with the file, and the reason.
        public let reason: String
    }

    /// What keeps these files from being used, at most one fault of the authorities and one of our own certificate with
    /// its key. Reads the files.
    public func faults() -> [Fault] {
        var faults: [Fault] = []
        if let caFile {
            do throws(TLSFailure) {
                _ = try TrustRoots.read(caFile)
            } catch {
                faults.append(Fault(file: .authorities, reason: error.description))
            }
        }
        guard let certificateFile else { return faults }
        do throws(TLSFailure) {
            let identity = TLSSettings(certificateFile: certificateFile, keyFile: keyFile, isInsecure: true)
            _ = try ClientTLS(identity)
        } catch {
            let isKey = keyFile.map { $0 != certificateFile && error.description.hasPrefix("\($0) ") } ?? false
            faults.append(Fault(file: isKey ? .key : .certificate, reason: error.description))
        }
        return faults
    }
}
