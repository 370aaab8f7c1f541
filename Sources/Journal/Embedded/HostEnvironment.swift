package import Glibc

/// What the embedded server takes from the process that calls it: a few variables and the user.
package struct HostEnvironment: Sendable {
    /// The variables that matter, by name.
    package var variables: [String: String]
    /// The effective user.
    package var userID: uid_t

    private static let names = [
        "HOME", "LD_LIBRARY_PATH", "PAIRLEDGER_HOME", "PAIRLEDGER_POSTGRES_BINDIR", "PATH", "XDG_DATA_HOME",
        "XDG_RUNTIME_DIR",
    ]

    /// The environment of this process.
    package static func current() -> HostEnvironment {
        var variables: [String: String] = [:]
        for name in names {
            if let value = getenv(name), value.pointee != 0 { variables[name] = String(cString: value) }
        }
        return HostEnvironment(variables: variables, userID: geteuid())
    }

    var isRoot: Bool { userID == 0 }

    /// The value of a variable that has to be an absolute path, as the XDG base directory specification demands.
    func absolutePath(_ name: String) -> String? {
        variables[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }

    var defaultHome: String {
        if let home = variables["PAIRLEDGER_HOME"] { return home }
        if isRoot { return "/var/lib/pairledger" }
        if let data = absolutePath("XDG_DATA_HOME") { return "\(data)/pairledger" }
        let user = absolutePath("HOME") ?? SystemAccount.withID(userID)?.homeDirectory ?? "/"
        return "\(user)/.local/share/pairledger"
    }

    /// `path` seen from the root, without trailing slashes.
    func absolute(_ path: String) -> String {
        var result = path
        if !path.hasPrefix("/") {
            let current = getcwd(nil, 0)
            defer { free(current) }
            result = (current.map { String(cString: $0) } ?? "") + "/" + path
        }
        while result.count > 1, result.hasSuffix("/") { result.removeLast() }
        return result
    }
}
