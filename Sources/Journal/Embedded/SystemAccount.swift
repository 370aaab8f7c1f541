import Glibc

/// An entry of the system's user database.
struct SystemAccount: Sendable, Equatable {
    let userID: uid_t
    let groupID: gid_t
    let name: String
    let homeDirectory: String

    /// The account with that number.
    static func withID(_ id: uid_t) -> SystemAccount? {
        lookUp { entry, buffer, size, found in getpwuid_r(id, entry, buffer, size, found) }
    }

    /// The account with that name.
    static func named(_ name: String) -> SystemAccount? {
        lookUp { entry, buffer, size, found in getpwnam_r(name, entry, buffer, size, found) }
    }

    private typealias Query = (
        UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
        UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
    ) -> CInt

    private static func lookUp(_ query: Query) -> SystemAccount? {
        // Entries of network directories can be long; the largest size is a bound, not an expectation.
        for size in [4096, 65_536, 1_048_576] {
            var entry = passwd()
            var found: UnsafeMutablePointer<passwd>?
            let answer = withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { buffer -> SystemAccount?? in
                guard let base = buffer.baseAddress else { return .some(nil) }
                let status = query(&entry, base, size, &found)
                if status == ERANGE { return nil }
                guard status == 0, let found, let name = found.pointee.pw_name else { return .some(nil) }
                return SystemAccount(
                    userID: found.pointee.pw_uid,
                    groupID: found.pointee.pw_gid,
                    name: String(cString: name),
                    homeDirectory: found.pointee.pw_dir.map { String(cString: $0) } ?? "/"
                )
            }
            if let answer { return answer }
        }
        return nil
    }

    /// The numbers of all groups that the account is in.
    var groups: [gid_t] {
        var count: CInt = 256
        var groups = [gid_t](repeating: groupID, count: Int(count))
        guard getgrouplist(name, groupID, &groups, &count) >= 0 else { return [groupID] }
        return Array(groups.prefix(Int(count)))
    }
}
