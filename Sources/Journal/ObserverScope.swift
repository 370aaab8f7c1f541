public import Postgres

/// The regions of which a login that observes sees names.
public struct ObserverScope: Hashable, Sendable {
    public let login: String
    /// Codes of GB/T 2260, ascending: all within a province or prefecture, `000000` for the whole country.
    public let regions: [String]
    /// Whether the login sees all names whatever its scope, as an inspector or projector does.
    public let seesAll: Bool
}

extension Connection {
    /// The scopes of all logins that may observe, by their names; one without a region sees no names.
    public func observerScopes() async throws(JournalError) -> [ObserverScope] {
        do {
            return try await run { session in
                try session.query(
                    """
                    SELECT l.rolname::text,
                        coalesce((SELECT string_agg(s.region, ' ' ORDER BY s.region) FROM pairledger.scope s WHERE s.login = l.rolname), ''),
                        pg_has_role(l.oid, 'pairledger_inspector', 'MEMBER') OR pg_has_role(l.oid, 'pairledger_projector', 'MEMBER')
                    FROM pg_roles l
                    WHERE l.rolcanlogin AND NOT l.rolsuper AND pg_has_role(l.oid, 'pairledger_observer', 'MEMBER')
                    ORDER BY 1
                    """
                ).map {
                    ObserverScope(
                        login: try $0.text(0), regions: try $0.text(1).split(separator: " ").map(String.init),
                        seesAll: try $0.bool(2))
                }
            }
        } catch {
            throw JournalError(any: error)
        }
    }

    /// Sets the scope of a login: these regions, and no others.
    ///
    /// - Throws: `.database` when this login is not the owner's, or a code is not one.
    public func setObserverScope(of login: String, to regions: [String]) async throws(JournalError) {
        do {
            try await transaction { session in
                _ = try session.execute("DELETE FROM pairledger.scope WHERE login = $1", [.text(login)])
                _ = try session.execute(
                    "INSERT INTO pairledger.scope (login, region) SELECT DISTINCT $1, region FROM unnest($2) AS region",
                    [.text(login), .texts(regions)])
            }
        } catch {
            throw JournalError(any: error)
        }
    }
}
