"""Statements as banks write them."""

from collections.abc import Iterable

CAMT = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
PAIN = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"


def paid(reference: str, amount: str, currency: str = "USD", number: int = 1) -> str:
    return _entry(
        amount,
        currency,
        "DBIT",
        f"<Refs><AcctSvcrRef>FT{number:05d}</AcctSvcrRef><EndToEndId>{reference}</EndToEndId></Refs>",
    )


def came_back(reference: str, amount: str, currency: str = "USD", code: str = "AC04") -> str:
    why = f"<RtrInf><Rsn><Cd>{code}</Cd></Rsn><AddtlInf>Account closed</AddtlInf></RtrInf>"
    return _entry(amount, currency, "CRDT", f"<Refs><EndToEndId>{reference}</EndToEndId></Refs>{why}")


def _entry(amount: str, currency: str, side: str, details: str) -> str:
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd><BookgDt><Dt>2026-11-09</Dt></BookgDt>'
        f"<NtryDtls><TxDtls>{details}</TxDtls></NtryDtls></Ntry>"
    )


def statement(entries: Iterable[str]) -> bytes:
    inside = "".join(entries)
    body = f"<BkToCstmrStmt><Stmt>{inside}</Stmt></BkToCstmrStmt>"
    return f'<?xml version="1.0"?><Document xmlns="{CAMT}">{body}</Document>'.encode()


def report(refused: Iterable[str]) -> bytes:
    why = "<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf>"
    rows = "".join(_status(reference, "RJCT", why) for reference in refused)
    body = f"<OrgnlPmtInfAndSts>{rows}{_status('OTHER1', 'ACSC', '')}</OrgnlPmtInfAndSts>"
    return f'<Document xmlns="{PAIN}"><CstmrPmtStsRpt>{body}</CstmrPmtStsRpt></Document>'.encode()


def _status(reference: str, status: str, why: str) -> str:
    inside = f"<OrgnlEndToEndId>{reference}</OrgnlEndToEndId><TxSts>{status}</TxSts>{why}"
    return f"<TxInfAndSts>{inside}</TxInfAndSts>"
