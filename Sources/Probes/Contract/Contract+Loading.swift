public import Configuration

/// Where contracts come from.
extension Contract {
    /// The five events of an agent run; the contract of every probe that names no other.
    public static let agentRun = shipped("agent-run", PackageResources.agent_run_yaml)

    /// AG-UI's lifecycle, from RUN_STARTED to RUN_FINISHED.
    public static let agUI = shipped("ag-ui", PackageResources.ag_ui_yaml)

    /// The contracts that are built in.
    public static let builtIn: [Contract] = [agentRun, agUI]

    /// The built-in contract of that name; nil where there is none.
    public static func named(_ name: String) -> Contract? { builtIn.first { $0.name == name } }

    /// The contract in the file at `path`, or everything that is wrong in it.
    public static func load(path: String) throws(ConfigurationError) -> Contract {
        try ConfigurationFile.load(path: path, read: ContractReader.contract)
    }

    /// The contract that a configuration names: a built-in one, or a file, relative to the one that names it.
    ///
    /// What is wrong is reported at its place, that of the name or one in the contract's own file.
    public static func named(by node: ConfigNode) -> Contract? {
        guard let name = node.string() else { return nil }
        if let contract = named(name) { return contract }
        guard name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
            let known = builtIn.map(\.name).joined(separator: ", ")
            node.report("\(name) is no built-in contract; want \(known), or the path of a file")
            return nil
        }
        return node.included(ContractReader.contract)
    }

    /// The contract that `text` describes, for tests; messages call it `file`.
    package static func load(text: String, named file: String) throws(ConfigurationError) -> Contract {
        try ConfigurationFile.load(text: text, named: file, read: ContractReader.contract)
    }

    private static func shipped(_ name: String, _ bytes: [UInt8]) -> Contract {
        do {
            return try load(text: String(decoding: bytes, as: UTF8.self), named: "contracts/\(name).yaml")
        } catch {
            // The files are part of this build and a test loads each; nothing that runs can change them.
            fatalError("a built-in contract is broken: \(error)")
        }
    }
}
