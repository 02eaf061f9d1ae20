-- In which area of risk a control found something, where that was said.
alter table control_result add column risk_area text;
