-- A correction whose answer was lost, and which other words followed: nobody knows whether the network ever showed it.
alter table corrections drop constraint corrections_state_check;
alter table corrections add constraint corrections_state_check check (state in ('asked', 'made', 'refused', 'unknown'));
