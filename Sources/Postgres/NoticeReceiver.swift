import CPostgres

/// Takes libpq's notices, which it would else print to stderr.
final class NoticeReceiver {
    private let handler: (@Sendable (Notice) -> Void)?
    /// What has come since ``keep()``; nil while nobody asks.
    private var notices: [Notice]?

    init(_ handler: (@Sendable (Notice) -> Void)?) {
        self.handler = handler
    }

    /// From now on notices are kept.
    func keep() { notices = [] }

    /// What was kept; from now on nothing is.
    func kept() -> [Notice] {
        defer { notices = nil }
        return notices ?? []
    }

    /// The receiver must outlive the connection.
    func install(on connection: OpaquePointer) {
        unsafe PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context = unsafe context, let result = unsafe result else { return }
                let receiver = unsafe Unmanaged<NoticeReceiver>.fromOpaque(context).takeUnretainedValue()
                unsafe receiver.receive(result)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    private func receive(_ result: OpaquePointer) {
        guard handler != nil || notices != nil else { return }
        func field(_ code: Character) -> String? {
            unsafe errorField(result, code)
        }
        let notice = Notice(
            severity: field("V") ?? "NOTICE", sqlState: field("C").map(SQLState.init(rawValue:)),
            message: field("M") ?? "", detail: field("D"), hint: field("H"))
        notices?.append(notice)
        handler?(notice)
    }
}

/// A field of an error or notice by the letter that the protocol gives it (PostgreSQL manual, 55.8).
func errorField(_ result: OpaquePointer, _ code: Character) -> String? {
    guard let ascii = code.asciiValue else { return nil }
    return unsafe PQresultErrorField(result, Int32(ascii)).map { unsafe String(cString: $0) }
}
