extension Wording {
    static let flows = [
        "Flows: from donors to recipients, counties and purposes": "资金流向：支援方、受援方、县与用途", "Counted": "计算口径",
        "every movement": "全部变动", "net of what came back": "扣除退回后净额", "What went": "拨出资金", "What came back": "退回资金",
        "Sent": "已拨付", "Received": "已到账", "Allocated to projects": "已安排项目", "No longer given": "撤销安排",
        "Sent back": "退回拨付",
        "Returned by recipients": "受援方退回", "Released by projects": "项目退回", "Payments taken back": "支出冲回",
        "others": "其他",
        "in transit": "在途", "not yet sent": "未拨付", "No project yet": "尚未安排项目", "By donor and time": "按支援方和时间",
        "From donors to recipients to purposes": "支援方—受援方—用途", "Given, from donors to recipients": "已安排：支援方至受援方",
        "Sent, from donors to recipients": "已拨付：支援方至受援方", "Received, from donors to recipients": "已到账：支援方至受援方",
        "Allocated to projects, from donors to recipients": "已安排项目：支援方至受援方",
        "Spent, from donors to recipients": "已支出：支援方至受援方",
        "Allocated to projects, by place and purpose": "已安排项目：按地点和用途", "Spent, by place and purpose": "已支出：按地点和用途",
        "what came back stands apart, also what was rejected, cancelled or taken back as mistaken": "退回资金单列，含拒收、撤销和冲正",
        "what came back is taken off; to see it apart: --gross": "已扣除退回资金；单列请用 --gross",
        "money is for a purpose only once a project has it: what was given, sent and received is not told apart":
            "资金安排到项目后才有用途：已安排、已拨付、已到账不按用途区分",
    ]
}
