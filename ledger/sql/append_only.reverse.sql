DROP FUNCTION rightsadmin_append_only() CASCADE;
