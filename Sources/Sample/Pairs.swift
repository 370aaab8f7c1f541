extension PlannedPair {
    /// Every pairing, by programme, in the order of their beginnings.
    static let all = eastWest + xinjiang + tibet + tibetanAreas + others

    /// The last day of the pairs of 1996 that the adjustment of December 2016 changed.
    private static let adjusted2016 = "2016-12-06"
    /// The last day of the pairs of 2016 that the adjustment of 2021 changed.
    private static let adjusted2021 = "2020-12-31"

    private static let eastWest =
        pairs(
            "east-west", from: "1996-05-31",
            """
            BJ-NM 110000 150000
            TJ-GS 120000 620000
            SH-YN 310000 530000
            GD-GX 440000 450000
            JS-SN 320000 610000
            ZJ-SC 330000 510000
            FJ-NX 350000 640000
            """)
        + pairs(
            "east-west", from: "1996-05-31", to: adjusted2016,
            """
            SD-XJ-1996 370000 650000 SD-CQ
            LN-QH-1996 210000 630000
            DL-GZ-1996 210200 520000 DL-LPS
            QD-GZ-1996 370200 520000 QD-AS
            SZH-GZ-1996 440300 520000
            NB-GZ-1996 330200 520000 NB-QXN
            """)
        + pairs("east-west", from: "2016-12-07", "SD-CQ 370000 500000")
        + pairs(
            "east-west", from: "2016-12-07", to: adjusted2021,
            """
            BJ-ZJK 110000 130700
            BJ-BD 110000 130600
            TJ-CD 120000 130800
            DL-LPS 210200 520200 GD-GZ
            SH-ZY 310000 520300 GD-GZ
            JS-XN 320000 630100 JS-QH
            JS-HD 320000 630200 JS-QH
            SUZ-TR 320500 520600 GD-GZ
            HZ-ES 330100 422800
            HZ-QDN 330100 522600 FS-QDN
            NB-YB 330200 222400
            NB-QXN 330200 522300 GD-GZ
            FZ-DX 350100 621100 SD-GS
            XM-LX 350200 622900 SD-GS
            JN-XX 370100 433100
            QD-AS 370200 520400 GD-GZ
            QD-LN 370200 621200 SD-GS
            GD-GZP 440000 513300 ZJ-SC
            GZ-QN 440100 522700 GD-GZ
            GZ-BJ 440100 520500 GD-GZ
            FS-LS 440600 513400 ZJ-SC
            ZS-ZT 442000 530600 SH-YN
            DG-ZT 441900 530600 SH-YN
            ZH-NJ 440400 533300 SH-YN
            """)
        + pairs(
            "east-west", from: "2021-01-01",
            """
            JS-QH 320000 630000
            SD-GS 370000 620000
            GD-GZ 440000 520000
            FS-QDN 440600 522600
            """)

    private static let xinjiang = pairs(
        "aid-xinjiang", from: "2010-03-30",
        """
        SH-SHACHE 310000 653125
        SH-ZEPU 310000 653124
        SH-YECHENG 310000 653126
        SH-BACHU 310000 653130
        JS-ARTUX 320000 653001
        JS-WUQIA 320000 653024
        JS-AKQI 320000 653023
        JS-ILI 320000 654000
        SD-SHULE 370000 653122
        SD-YENGISAR 370000 653123
        SD-YOPURGA 370000 653128
        SD-MAKIT 370000 653127
        GD-SHUFU 440000 653121
        GD-JIASHI 440000 653129
        SZ-KASHGAR 440300 653101
        SZ-TAXKORGAN 440300 653131
        ZJ-AKSU 330000 652900
        BJ-HOTAN 110000 653200
        """)

    /// Prefectures of Tibet became cities, with codes of their own; a pairing is recorded under the code of its time.
    private static let tibet =
        pairs(
            "aid-tibet", from: "1994-07-20",
            """
            BJ-LHASA 110000 540100
            JS-LHASA 320000 540100
            SH-SHIGATSE 310000 540200
            SD-SHIGATSE 370000 540200
            HL-SHIGATSE 230000 540200
            JL-SHIGATSE 220000 540200
            TJ-QAMDO 120000 540300
            CQ-QAMDO 500000 540300
            GD-NYINGCHI 440000 540400
            FJ-NYINGCHI 350000 540400
            HE-NGARI 130000 542500
            SN-NGARI 610000 542500
            """)
        + pairs(
            "aid-tibet", from: "1994-07-20", to: "2016-04-30",
            """
            HB-SHANNAN-1994 420000 542200 HB-SHANNAN
            HN-SHANNAN-1994 430000 542200 HN-SHANNAN
            AH-SHANNAN-1994 340000 542200 AH-SHANNAN
            """)
        + pairs(
            "aid-tibet", from: "2016-05-01",
            """
            HB-SHANNAN 420000 540500
            HN-SHANNAN 430000 540500
            AH-SHANNAN 340000 540500
            """)
        + pairs(
            "aid-tibet", from: "1994-07-20", to: "2017-09-30",
            """
            ZJ-NAGQU-1994 330000 542400 ZJ-NAGQU
            LN-NAGQU-1994 210000 542400 LN-NAGQU
            """)
        + pairs(
            "aid-tibet", from: "2017-10-01",
            """
            ZJ-NAGQU 330000 540600
            LN-NAGQU 210000 540600
            """)

    private static let tibetanAreas =
        pairs(
            "aid-qinghai", from: "2010-01-18",
            """
            BJ-YUSHU 110000 632700
            SH-GOLOG 310000 632600
            TJ-HUANGNAN 120000 632300
            SD-HAIBEI 370000 632200
            JS-HAINAN 320000 632500
            ZJ-HAIXI 330000 632800
            """)
        + pairs(
            "tibetan-areas", from: "2014-01-01",
            """
            TJ-GANNAN 120000 623000
            SH-DIQING 310000 533400
            ZJ-ABA 330000 513200
            GD-GARZE 440000 513300
            """)

    private static let others =
        pairs(
            "three-gorges", from: "1992-01-01",
            """
            SH-WANZHOU 310000 500101
            SH-YILING 310000 420506
            JS-ZIGUI 320000 420527
            """)
        + pairs(
            "old-bases", from: "2022-01-01",
            """
            GZ-MEIZHOU 440100 441400
            GZ-LONGYAN 440100 350800
            SZ-GANZHOU 440300 360700
            """)
}
