-- What is only added to stays as it was written: the component itself may not change it (see shared-services/kit/postgres).
revoke update, delete on profile_set, assessment, control_result, watch_list, credibility_check_set, profile_draft_step, profile_retirement,
  rule_draft_step, rule_retirement, rule_set, watch_list_set, trial_rule, trial_exemption, campaign_step, campaign_selection,
  campaign_control, retention_rule, sealing_key, shadow_sample
  from portorium_risk_analysis;
revoke delete on profile, rule, profile_draft, rule_draft, watch_list_entry, random_seed, value_band_set, backtest, shadow_run, campaign
  from portorium_risk_analysis;
revoke update on declaration_block, trader_find
  from portorium_risk_analysis;
