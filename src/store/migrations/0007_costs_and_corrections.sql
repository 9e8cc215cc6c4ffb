-- What sending costs, and what was corrected after it was out.

alter table accounts add column monthly_cap_cents integer check (monthly_cap_cents >= 0);
