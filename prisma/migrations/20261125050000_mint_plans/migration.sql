-- The statement in mint is long, and planning it costs ten times what running it does. Everything in it is found by its
-- key, so one plan serves for all values; without this PostgreSQL plans it anew for each download of a person.
ALTER FUNCTION mint(uuid, uuid, uuid, uuid, boolean, integer, "DeliveryKind", bytea, jsonb) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION mint_link(bytea, integer, boolean, text, boolean, integer, "DeliveryKind", bytea, jsonb) SET plan_cache_mode = force_generic_plan;
