DROP FUNCTION certificates_item_guard() CASCADE;
DROP FUNCTION certificates_run_start_guard() CASCADE;
DROP FUNCTION certificates_run_guard() CASCADE;
DROP FUNCTION certificates_series_guard() CASCADE;
DROP FUNCTION certificates_allotment_guard() CASCADE;
DROP FUNCTION certificates_certificate_guard() CASCADE;
