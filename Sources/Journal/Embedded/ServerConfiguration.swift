/// The texts of the cluster's configuration files.
struct ServerConfiguration {
    /// The number in the socket's name. Fixed, whatever `PGPORT` says: the folder tells servers apart.
    static let port = 5432
    static let database = "pairledger"
    static let superuser = "pairledger_admin"
    /// The roles that pairledger's own programs log in as.
    static let roles = [
        superuser, "pairledger_recorder", "pairledger_projector", "pairledger_inspector", "pairledger_observer",
    ]
    static let fileName = "pairledger.conf"

    /// What `postgresql.conf` ends with.
    static let include = """

        # pairledger rewrites the file named here at every start.
        include '\(fileName)'

        """

    static let hostBasedAuthentication = """
        # TYPE  DATABASE     USER               METHOD
        local   all          all                peer map=pairledger
        local   replication  \(superuser)   peer map=pairledger

        """

    /// `pg_ident.conf`: each of `users` of the operating system may be each of ``roles``.
    static func identityMap(users: [String]) -> String {
        var text = "# MAPNAME  SYSTEM-USERNAME  PG-USERNAME\n"
        for user in users {
            for role in roles { text += "pairledger  \(quotedToken(user))  \(role)\n" }
        }
        return text
    }

    /// `pairledger.conf` for a server whose socket is in `socketFolder`.
    static func settings(socketFolder: String, durability: Durability) -> String {
        let onOff = durability == .full ? "on" : "off"
        var text = """
            # Written by pairledger at every start; changes made here are lost.
            listen_addresses = ''
            port = \(port)
            unix_socket_directories = \(quotedValue(quotedToken(socketFolder)))
            unix_socket_permissions = 0700
            cluster_name = 'pairledger'

            max_connections = 100
            shared_buffers = '128MB'
            work_mem = '8MB'
            maintenance_work_mem = '64MB'

            fsync = \(onOff)
            synchronous_commit = \(onOff)
            full_page_writes = \(onOff)
            wal_level = replica

            logging_collector = off
            log_destination = 'stderr'
            log_min_messages = warning
            log_line_prefix = '%m [%p] %q%u@%d '
            log_timezone = 'UTC'
            timezone = 'UTC'

            """
        // Shared memory in a file of the data folder goes away with it, even after a kill.
        if durability == .none { text += "dynamic_shared_memory_type = mmap\n" }
        return text
    }

    /// A token of a list, or of a line of `pg_ident.conf`, in double quotes.
    private static func quotedToken(_ text: String) -> String {
        "\"" + escaped(text) { $0 == "\"" ? "\"\"" : nil } + "\""
    }

    /// A string value of `postgresql.conf`.
    private static func quotedValue(_ text: String) -> String {
        let body = escaped(text) { scalar in
            switch scalar {
            case "'": "''"
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\r": "\\r"
            default: nil
            }
        }
        return "'\(body)'"
    }

    private static func escaped(_ text: String, _ replacement: (Unicode.Scalar) -> String?) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if let replaced = replacement(scalar) {
                result += replaced
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
